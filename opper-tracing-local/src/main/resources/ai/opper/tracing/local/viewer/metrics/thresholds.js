// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Limits of a dimension: outside of them is an alert.

import { useState } from "../vendor/preact/hooks.mjs";
import { addThreshold, removeThreshold } from "../server/api.js";
import { button, classes, div, form, h, h2, input, label, li, option, p, select, span, ul } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { duration, figure } from "../ui/format.js";

const STATISTICS = ["mean", "p50", "p90", "min", "max", "count"];

const WINDOWS = [["900000000", "15 min"], ["3600000000", "1 h"], ["86400000000", "24 h"], ["604800000000", "7 days"]];

const STATES = { alert: "alert", ok: "holds", no_data: "nothing measured" };

function Add({ dimension, onAdded }) {
  const [chosen, setChosen] = useState({ statistic: "mean", operator: "below", limit: "", window: "3600000000", spanName: "" });
  const [failure, setFailure] = useState(null);
  const change = (name) => (event) => setChosen({ ...chosen, [name]: event.currentTarget.value });
  const pick = (name, text, choices) => label({ class: "field" }, text, select({ value: chosen[name], onChange: change(name) }, choices.map(([value, words]) => option({ key: value, value }, words))));
  const submit = (event) => {
    event.preventDefault();
    addThreshold({
      dimension, span_name: chosen.spanName || null, statistic: chosen.statistic, operator: chosen.operator, limit: Number(chosen.limit), window_us: Number(chosen.window),
    }).then(onAdded, setFailure);
  };
  return form({ class: "threshold-form", onSubmit: submit },
    pick("statistic", "Alert when", STATISTICS.map((one) => [one, one])), pick("operator", "is", [["below", "below"], ["above", "above"]]),
    label({ class: "field" }, "limit", input({ type: "number", step: "any", required: true, value: chosen.limit, onInput: change("limit") })),
    pick("window", "over the last", WINDOWS),
    label({ class: "field" }, "of the span", input({ value: chosen.spanName, placeholder: "any", onInput: change("spanName") })),
    button({ class: "primary", type: "submit" }, "Add"), failure && p({ class: "failure", role: "alert" }, failure.message));
}

export function Thresholds({ dimension, thresholds, onChanged }) {
  const [adding, setAdding] = useState(false);
  const added = () => {
    setAdding(false);
    onChanged();
  };
  return div({ class: "card" },
    div({ class: "dimension-head" }, h2({}, "Thresholds"), div({ class: "bar-end" },
      button({ class: "quiet small", type: "button", "aria-expanded": String(adding), onClick: () => setAdding(!adding) }, icon("plus"), "Add threshold"))),
    thresholds.length === 0 && !adding && p({ class: "muted none" }, "None. A threshold that is crossed shows as an alert at the top of every view."),
    ul({ class: "thresholds" }, thresholds.map((threshold) => li({ key: threshold.id },
      span({ class: classes("chip", threshold.state === "alert" && "warn", threshold.state === "ok" && "good") }, threshold.state === "alert" && icon("warning"), STATES[threshold.state]),
      span({}, `${threshold.statistic} ${threshold.operator} ${figure(threshold.limit)} over ${duration(threshold.window_us)}`, threshold.span_name && ` of ${threshold.span_name}`),
      span({ class: "muted" }, threshold.measured !== null && `now ${figure(threshold.measured)} of ${threshold.count}`),
      button({ class: "bare small bad", type: "button", "aria-label": "Remove threshold", title: "Remove", onClick: () => removeThreshold(threshold.id).then(onChanged) }, icon("trash"))))),
    adding && h(Add, { dimension, onAdded: added }));
}
