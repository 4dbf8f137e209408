// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The measured values and the spans they belong to: all, or those behind a point or a bar.

import { useState } from "../vendor/preact/hooks.mjs";
import { metricValues } from "../server/api.js";
import { useResource } from "../server/resource.js";
import { button, div, h, h2, p, span, table, tbody, td, th, thead, tr } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { clockTime, figure, visible, wholeTime } from "../ui/format.js";
import { Segments, link } from "../ui/parts.js";
import { address, changed, navigate } from "../frame/router.js";
import { narrowed } from "./narrowing.js";

const SORTS = [["-time", "Newest"], ["value", "Lowest"], ["-value", "Highest"]];

const NARROW = ["at", "until", "min", "max"];

function narrowText(query) {
  const parts = [];
  if (query.has("at")) {
    parts.push(`${clockTime(query.get("at"))} – ${clockTime(query.get("until"))}`);
  }
  if (query.has("min")) {
    parts.push(`${figure(Number(query.get("min")))} to ${figure(Number(query.get("max")))}`);
  }
  return parts.join(", ");
}

export function Values({ dimension, query }) {
  const [sort, setSort] = useState("-time");
  const [more, setMore] = useState([]);
  const [next, setNext] = useState(null);
  const parameters = {
    ...narrowed(query), dimension, sort, limit: 50,
    ...(query.has("at") ? { from: query.get("at"), to: query.get("until") } : {}), ...(query.has("min") ? { min: query.get("min"), max: query.get("max") } : {}),
  };
  const { data } = useResource(() => metricValues(parameters).then((page) => {
    setMore([]);
    setNext(page.next);
    return page;
  }), [dimension, String(query), sort]);
  const showMore = () => metricValues({ ...parameters, cursor: next }).then((page) => {
    setMore([...more, ...page.data]);
    setNext(page.next);
  });
  const narrow = narrowText(query);
  const rows = [...(data?.data ?? []), ...more];
  return div({ class: "card" },
    div({ class: "dimension-head" }, h2({}, "Spans"), narrow && div({ class: "filter-chip" }, span({ class: "chip-text" }, narrow), button({
      class: "chip-off", type: "button", "aria-label": "Show all values", onClick: () => navigate(address("/metrics", changed(query, Object.fromEntries(NARROW.map((name) => [name, null])))), { replace: true }),
    }, icon("cross"))), div({ class: "bar-end" }, h(Segments, { name: "Order", value: sort, choices: SORTS, onChange: setSort }))),
    data && rows.length === 0 ? p({ class: "muted none" }, "None.") : table({ class: "figures" },
      thead({}, tr({}, th({}, "Time"), th({ class: "end" }, "Value"), th({}, "Span"), th({}, "Trace"), th({}, "Input"), th({}, "Comment"))),
      tbody({}, rows.map((row) => tr({ key: row.id },
        td({ title: wholeTime(row.created_at) }, clockTime(row.created_at)), td({ class: "end strong", title: String(row.value) }, figure(row.value)),
        td({}, link(`/traces/${row.trace_id}?span=${row.span_id}`, { class: "link" }, visible(row.span_name))), td({}, visible(row.trace_name)),
        td({ class: "clip", title: row.input_preview }, visible(row.input_preview ?? "")), td({ class: "clip muted", title: row.comment }, visible(row.comment ?? "")))))),
    next && button({ class: "quiet small", type: "button", onClick: showMore }, "Show more"));
}
