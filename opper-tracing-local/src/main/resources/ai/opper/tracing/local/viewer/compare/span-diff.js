// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What changed in one pair of spans.

import { getSpan } from "../server/api.js";
import { useResource } from "../server/resource.js";
import { code, div, h, h2, p, section, span, table, tbody, td, th, thead, tr } from "../ui/html.js";
import { kindIcon } from "../ui/icons.js";
import { compactCount, duration, figure, micros, money } from "../ui/format.js";
import { link } from "../ui/parts.js";
import { TextDiff } from "./text-diff.js";

const length = (found) => (found?.end_time ? micros(found.end_time) - micros(found.start_time) : null);

function figuresOf(left, right) {
  const rows = [["Duration", length(left), length(right), duration], ["Tokens in", left?.input_tokens, right?.input_tokens, compactCount],
    ["Tokens out", left?.output_tokens, right?.output_tokens, compactCount], ["Cost", left?.cost, right?.cost, money], ["Model", left?.model, right?.model, String], ["Score", left?.score, right?.score, figure]];
  const metrics = [...new Set([left, right].flatMap((found) => (found?.metrics ?? []).map((metric) => metric.dimension)))];
  const valueOf = (found, dimension) => found?.metrics.find((metric) => metric.dimension === dimension)?.value;
  return [...rows, ...metrics.map((dimension) => [dimension, valueOf(left, dimension), valueOf(right, dimension), figure])]
    .filter(([, one, other]) => (one ?? null) !== null || (other ?? null) !== null);
}

const cell = (value, show) => ((value ?? null) === null ? "–" : show(value));

export function SpanDiff({ row }) {
  const load = () => Promise.all([row.left, row.right].map((node) => (node ? getSpan(node.id) : null)));
  const { data, failure } = useResource(load, [row.left?.id, row.right?.id]);
  const [left, right] = data ?? [];
  const node = row.right ?? row.left;
  const diff = (name, part) => (left?.[part] || right?.[part]) && h(TextDiff, { key: part, name, left: left?.[part]?.text ?? "", right: right?.[part]?.text ?? "" });
  return section({ class: "detail compare-detail", "aria-label": "What changed", tabIndex: 0 },
    div({ class: "detail-title" }, h2({}, kindIcon(node.type), span({}, node.name))),
    failure && p({ class: "failure", role: "alert" }, failure.message),
    data && [
      table({ key: "figures", class: "figures card" }, thead({}, tr({}, th({}, span({ class: "unseen" }, "Figure")), th({ class: "end" }, left ? link(`/traces/${left.trace_id}?span=${left.id}`, { class: "link" }, "left") : "left"),
        th({ class: "end" }, right ? link(`/traces/${right.trace_id}?span=${right.id}`, { class: "link" }, "right") : "right"))),
      tbody({}, figuresOf(left, right).map(([name, one, other, show]) => tr({ key: name, class: one === other ? "" : "differs" }, td({}, name), td({ class: "end" }, code({}, cell(one, show))), td({ class: "end" }, code({}, cell(other, show))))))),
      diff("Error", "error"), diff("Input", "input"), diff("Output", "output"),
    ]);
}
