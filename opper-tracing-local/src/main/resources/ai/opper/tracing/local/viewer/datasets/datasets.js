// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Examples saved from spans: the datasets, and the entries of one.

import { useEffect, useState } from "../vendor/preact/hooks.mjs";
import { addDataset, downloadAddress, listDatasets } from "../server/api.js";
import { useChanges } from "../server/changes.js";
import { useResource } from "../server/resource.js";
import { a, button, div, form, h, h1, input, label, li, p, span, ul } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { clockTime, count } from "../ui/format.js";
import { Popover } from "../ui/popover.js";
import { Notice, failureNotice, link, loading } from "../ui/parts.js";
import { navigate } from "../frame/router.js";
import { Dataset } from "./dataset.js";

function New({ close }) {
  const [name, setName] = useState("");
  const [failure, setFailure] = useState(null);
  const submit = (event) => {
    event.preventDefault();
    addDataset(name.trim()).then((dataset) => {
      close();
      navigate(`/datasets/${dataset.id}`);
    }, setFailure);
  };
  return form({ class: "editor", onSubmit: submit },
    label({ class: "field" }, "Name", input({ value: name, required: true, onInput: (event) => setName(event.currentTarget.value) })),
    button({ class: "primary", type: "submit" }, "Make"), failure && p({ class: "failure", role: "alert" }, failure.message));
}

const Side = ({ datasets, id }) => ul({ class: "side", "aria-label": "Datasets" }, datasets.map((dataset) => li({ key: dataset.id },
  link(`/datasets/${dataset.id}`, { class: "side-item", "aria-current": dataset.id === id ? "page" : undefined, title: `since ${clockTime(dataset.created_at)}` },
    icon("dataset"), span({ class: "grow" }, dataset.name), span({ class: "muted" }, count(dataset.entry_count))))));

export default function Datasets({ id, query }) {
  const { data, failure, reload } = useResource(listDatasets, []);
  useChanges("datasets", reload, [reload]);
  useEffect(() => {
    document.title = "Datasets · Local Opper";
  }, []);
  if (failure && !data) {
    return failureNotice(failure);
  }
  if (!data) {
    return loading();
  }
  const datasets = data.data;
  const chosen = datasets.find((dataset) => dataset.id === (id ?? datasets[0]?.id));
  return div({ class: "page" },
    div({ class: "page-head" }, h1({}, "Datasets"), div({ class: "bar-end" },
      chosen && a({ class: "quiet", href: downloadAddress(chosen.id), download: "" }, icon("download"), "JSON Lines"),
      h(Popover, { class: "quiet", label: [icon("plus"), "New dataset"], name: "New dataset", align: "end", content: (close) => h(New, { close }) }))),
    datasets.length === 0
      ? h(Notice, { title: "No examples yet" }, p({}, "Open a trace, select a span and press “Save to dataset”. Its input and output become an example, "
        + "to be edited here and downloaded as JSON Lines for evaluations."))
      : div({ class: "with-side" }, h(Side, { datasets, id: chosen?.id }), chosen ? h(Dataset, { key: chosen.id, dataset: chosen, query }) : p({ class: "muted" }, "This dataset is gone.")));
}
