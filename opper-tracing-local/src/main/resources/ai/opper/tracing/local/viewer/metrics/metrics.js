// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Everything that was measured: the dimensions, and one of them over time.

import { useEffect } from "../vendor/preact/hooks.mjs";
import { listMetrics } from "../server/api.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { code, div, h, h1, li, p, span, ul } from "../ui/html.js";
import { FacetSelect } from "../ui/facet-select.js";
import { count, figure } from "../ui/format.js";
import { Notice, failureNotice, link, loading } from "../ui/parts.js";
import { RangeSelect } from "../ui/range.js";
import { Sparkline } from "../ui/sparkline.js";
import { address, changed } from "../frame/router.js";
import { Dimension } from "./dimension.js";
import { NARROWING, narrowed } from "./narrowing.js";

const RELOAD_MS = 5000;

const Item = ({ metric, query, here }) => link(address("/metrics", changed(query, { dimension: metric.dimension, at: null, until: null, min: null, max: null })), {
  class: "side-item metric-item", "aria-current": here ? "page" : undefined,
},
span({ class: "grow" }, metric.dimension),
h(Sparkline, { values: metric.trend, name: `Course of ${metric.dimension}` }),
span({ class: "metric-mean", title: `mean of ${count(metric.count)}` }, metric.mean === null ? "–" : figure(metric.mean)),
span({ class: "metric-count" }, `${count(metric.count)} · ${metric.span_names[0] ?? ""}${metric.span_names.length > 1 ? ` +${metric.span_names.length - 1}` : ""}`));

export default function Metrics({ query }) {
  const shared = NARROWING.concat("since", "from", "to").map((name) => query.getAll(name).join()).join("|");
  const { data, failure, reload } = useResource(() => listMetrics(narrowed(query)), [shared]);
  useLiveReload(reload, RELOAD_MS);
  useEffect(() => {
    document.title = "Metrics · Local Opper";
  }, []);
  if (failure && !data) {
    return failureNotice(failure);
  }
  const metrics = data?.data ?? [];
  const dimension = query.get("dimension") ?? metrics[0]?.dimension;
  return div({ class: "page" },
    div({ class: "page-head" }, h1({}, "Metrics"), div({ class: "bar-end" },
      h(FacetSelect, { field: "span_name", name: "Span name", path: "/metrics", query }), h(FacetSelect, { field: "tag", name: "Tag", path: "/metrics", query }),
      h(FacetSelect, { field: "service", name: "Service", path: "/metrics", query }), h(RangeSelect, { path: "/metrics", query }))),
    !data ? loading() : dimension === undefined
      ? h(Notice, { title: "Nothing was measured in this time" }, p({}, "Metrics come from @SpanMetric, from span.metric(…) and from ", code({}, "POST /v2/spans/{id}/metrics"), "; so does feedback."))
      : div({ class: "with-side" },
        ul({ class: "side wide", "aria-label": "Dimensions" }, metrics.map((metric) => li({ key: metric.dimension }, h(Item, { metric, query, here: metric.dimension === dimension })))),
        h(Dimension, { key: dimension, dimension, query })));
}
