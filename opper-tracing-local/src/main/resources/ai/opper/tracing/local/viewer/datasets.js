// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Examples saved from spans, ready to download.

import { useEffect, useState } from "/viewer/vendor/hooks.mjs";
import { listDatasets } from "./api.js";
import { clockTime, plural } from "./format.js";
import { a, div, h1, li, p, span, ul } from "./html.js";

export function Datasets({ onDenied }) {
  const [datasets, setDatasets] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    document.title = "Datasets · Local Opper";
    listDatasets().then(({ data }) => setDatasets(data),
      (error) => (error.status === 401 ? onDenied() : setFailure(error.message)));
  }, []);
  if (failure) {
    return div({ class: "notice" }, p({ class: "failure" }, failure));
  }
  if (datasets?.length === 0) {
    return div({ class: "notice" }, h1({}, "No examples yet"),
      p({}, "Open a trace, select a span and press “Save example”. Its input and output go into the dataset of its name, "
        + "ready to download as JSON Lines for evaluations."));
  }
  return div({ class: "page" }, ul({ class: "datasets" }, (datasets ?? []).map((dataset) => li({ key: dataset.id },
    span({ class: "dataset-name" }, dataset.name),
    span({ class: "muted" }, plural(dataset.entry_count, "example")),
    span({ class: "muted" }, `since ${clockTime(dataset.created_at)}`),
    a({ class: "button", href: `/api/datasets/${dataset.id}.jsonl`, download: "" }, "Download JSON Lines")))));
}
