// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Which spans are slow, which fail, and what each model took.

import { a, div, h2, p, span, table, tbody, td, th, thead, tr } from "../ui/html.js";
import { kindIcon } from "../ui/icons.js";
import { compactCount, count, duration, money, percent } from "../ui/format.js";
import { follow, address } from "../frame/router.js";

const MOST = 10;

const spansAddress = (row, by, query, since) => address("/", new URLSearchParams({
  span_name: row.name, ...(by === "errors" ? { status: "error" } : { sort: "-duration" }),
  ...(query.has("from") ? { from: query.get("from"), to: query.get("to") } : { since }),
}));

export function SpanNames({ title, rows, by, query, since }) {
  const shown = [...rows].sort((left, right) => right[by] - left[by]).slice(0, MOST);
  const most = Math.max(...shown.map((row) => row[by]), 1);
  return div({ class: "card" }, h2({}, title), shown.length === 0 ? p({ class: "muted none" }, "None.") : table({ class: "figures" },
    thead({}, tr({}, th({}, "Span"), th({ class: "end" }, "Calls"), th({ class: "end" }, "Errors"), th({ class: "end" }, "p50"), th({ class: "end" }, "p90"))),
    tbody({}, shown.map((row) => tr({ key: row.name },
      td({}, a({ href: spansAddress(row, by, query, since), onClick: follow, class: "with-icon" }, kindIcon(row.type), span({ class: "grow" }, row.name)),
        span({ class: by === "errors" ? "meter bad" : "meter", style: { width: `${(100 * row[by]) / most}%` } })),
      td({ class: "end" }, count(row.count)),
      td({ class: row.errors > 0 ? "end bad-text" : "end muted" }, row.errors > 0 ? `${count(row.errors)} (${percent(row.errors, row.count)})` : "0"),
      td({ class: "end" }, row.p50_us === null ? "" : duration(row.p50_us)), td({ class: "end" }, row.p90_us === null ? "" : duration(row.p90_us)))))));
}

export const Models = ({ rows }) => div({ class: "card" }, h2({}, "Models"), table({ class: "figures" },
  thead({}, tr({}, ["Model", "Calls", "Errors", "p50", "p90", "Tokens in", "Tokens out", "Cost"].map((name, position) => th({ key: name, class: position && "end" }, name)))),
  tbody({}, rows.map((row) => tr({ key: row.model }, td({}, a({ href: `/?${new URLSearchParams({ model: row.model })}`, onClick: follow, class: "with-icon" }, kindIcon("llm"), row.model)),
    td({ class: "end" }, count(row.count)), td({ class: row.errors > 0 ? "end bad-text" : "end muted" }, count(row.errors)),
    td({ class: "end" }, row.p50_us === null ? "" : duration(row.p50_us)), td({ class: "end" }, row.p90_us === null ? "" : duration(row.p90_us)),
    td({ class: "end" }, row.input_tokens === null ? "" : compactCount(row.input_tokens)), td({ class: "end" }, row.output_tokens === null ? "" : compactCount(row.output_tokens)),
    td({ class: "end" }, row.cost === null ? "" : money(row.cost)))))));
