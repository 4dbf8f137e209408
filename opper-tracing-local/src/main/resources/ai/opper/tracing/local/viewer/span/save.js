// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Saves a span as an example of a dataset.

import { useState } from "../vendor/preact/hooks.mjs";
import { addDataset, addEntry, listDatasets } from "../server/api.js";
import { useResource } from "../server/resource.js";
import { button, div, form, h, input, label, p, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { count } from "../ui/format.js";
import { Popover } from "../ui/popover.js";

function Choose({ found, onSaved, close }) {
  const { data, failure } = useResource(listDatasets, []);
  const datasets = data?.data ?? [];
  const [name, setName] = useState(found.name);
  const [problem, setProblem] = useState(null);
  const save = (dataset) => addEntry(dataset.id, { span_id: found.id }).then(() => {
    onSaved();
    close();
  }, setProblem);
  const saveNew = (event) => {
    event.preventDefault();
    const known = datasets.find((dataset) => dataset.name === name.trim());
    (known ? save(known) : addDataset(name.trim()).then(save, setProblem));
  };
  return div({}, div({ class: "menu" }, datasets.map((dataset) => button({ key: dataset.id, type: "button", class: "menu-item", onClick: () => save(dataset) },
    icon("dataset"), span({ class: "grow" }, dataset.name), span({ class: "muted" }, count(dataset.entry_count))))),
  form({ class: "editor", onSubmit: saveNew }, label({ class: "field" }, "New dataset", input({ value: name, required: true, onInput: (event) => setName(event.currentTarget.value) })),
    button({ class: "primary", type: "submit" }, "Save")),
  (failure ?? problem) && p({ class: "failure", role: "alert" }, (failure ?? problem).message));
}

export const SaveToDataset = ({ found, onSaved }) => h(Popover, {
  class: "quiet small", label: [icon("dataset"), found.datasets.length > 0 ? "Saved" : "Save to dataset"], name: "Save to dataset",
  title: found.datasets.map((dataset) => dataset.name).join(", ") || undefined,
  content: (close) => h(Choose, { found, onSaved, close }),
});
