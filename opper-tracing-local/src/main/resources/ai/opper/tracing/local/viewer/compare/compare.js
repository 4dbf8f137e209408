// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Two traces side by side: what changed between two runs.

import { useEffect, useMemo, useState } from "../vendor/preact/hooks.mjs";
import { getTrace } from "../server/api.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { button, classes, div, h, h1, p, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { clockTime, compactCount, duration, money } from "../ui/format.js";
import { Notice, failureNotice, link, loading, statusDot, steps } from "../ui/parts.js";
import { address, changed, navigate } from "../frame/router.js";
import { useKeys } from "../frame/shortcuts.js";
import { listAddress } from "../explorer/rows.js";
import { treeOf } from "../trace/tree.js";
import { align, keyOf } from "./align.js";
import { Rows } from "./rows.js";
import { SpanDiff } from "./span-diff.js";

const RELOAD_MS = 500;

const difference = (left, right, show) => (left === null || right === null || left === right ? null
  : span({ class: classes("delta", right > left ? "more" : "less") }, `${right > left ? "+" : "−"}${show(Math.abs(right - left))}`));

function Side({ trace, other, name }) {
  const figures = [["duration_us", duration], ["total_tokens", compactCount], ["cost", money]];
  return div({ class: "compare-side card" },
    div({ class: "compare-title" }, span({ class: "chip" }, name), statusDot(trace.status), link(`/traces/${trace.id}`, { class: "link grow" }, trace.name), span({ class: "muted" }, clockTime(trace.start_time))),
    div({ class: "compare-input grow", title: trace.input_preview }, trace.input_preview),
    div({ class: "facts" }, span({}, steps(trace, 3)), figures.map(([field, show]) => trace[field] !== null && span({ key: field, class: "fact-value" }, show(trace[field]), " ",
      other && difference(other[field], trace[field], show)))));
}

function Both({ left, right, query }) {
  const rows = useMemo(() => align(treeOf(left.spans), treeOf(right.spans)), [left, right]);
  const [onlyChanges, setOnlyChanges] = useState(false);
  const chosen = rows.find((row) => keyOf(row) === query.get("row")) ?? rows[0];
  const select = (row) => navigate(address("/compare", changed(query, { row: keyOf(row) })), { replace: true });
  const swap = () => navigate(address("/compare", changed(query, { left: right.trace.id, right: left.trace.id, row: null })), { replace: true });
  useKeys({ Escape: () => navigate(listAddress()) }, []);
  return div({ class: "page compare" },
    div({ class: "page-head" }, link(listAddress(), { class: "bare back", "aria-label": "Back to the traces" }, icon("back")), h1({}, "Compare"),
      div({ class: "bar-end" }, button({ class: "quiet", type: "button", "aria-pressed": String(onlyChanges), onClick: () => setOnlyChanges(!onlyChanges) }, "Only changes"),
        button({ class: "quiet", type: "button", onClick: swap }, icon("compare"), "Swap"))),
    div({ class: "compare-sides" }, h(Side, { trace: left.trace, name: "left" }), h(Side, { trace: right.trace, other: left.trace, name: "right" })),
    div({ class: "compare-panes" }, h(Rows, { rows, chosen, onlyChanges, onSelect: select }), chosen && h(SpanDiff, { key: keyOf(chosen), row: chosen })));
}

export default function Compare({ query }) {
  const ids = [query.get("left"), query.get("right")];
  const { data, failure, reload } = useResource(() => (ids.every(Boolean) ? Promise.all(ids.map(getTrace)) : Promise.resolve(null)), ids);
  useLiveReload(reload, RELOAD_MS, (changes) => ids.some((id) => changes.has(id)));
  useEffect(() => {
    document.title = "Compare · Local Opper";
  }, []);
  if (!ids.every(Boolean)) {
    return h(Notice, { title: "Two traces are needed" }, p({}, "Mark two traces in the explorer with “x”, or open one and choose “Compare with the run before”."), link("/", { class: "primary" }, "Explorer"));
  }
  if (failure && !data) {
    return failureNotice(failure, "These traces cannot be compared");
  }
  return data ? h(Both, { left: data[0], right: data[1], query }) : loading();
}
