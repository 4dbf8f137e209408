// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// How the work went: calls, errors, latency, tokens and cost over time.

import { useEffect, useMemo } from "../vendor/preact/hooks.mjs";
import { getOverview } from "../server/api.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { div, h, h1, h2, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { Chart, secondsOf } from "../ui/chart.js";
import { FacetSelect } from "../ui/facet-select.js";
import { compactCount, count, duration, figure, money, percent } from "../ui/format.js";
import { failureNotice, loading } from "../ui/parts.js";
import { RangeSelect, rangeOf, sinceOf } from "../ui/range.js";
import { address, changed, navigate } from "../frame/router.js";
import { Models, SpanNames } from "./tables.js";

const RELOAD_MS = 5000;

/** How a figure moved since the time before; whether that is good depends on the figure. */
function Trend({ now, before, lessIsGood }) {
  if (!before || now === null || now === before) {
    return null;
  }
  const change = (now - before) / before;
  const good = lessIsGood === undefined ? "" : (change < 0) === lessIsGood ? "good" : "bad";
  return span({ class: `trend ${good}`, title: "against the time before" }, icon(change > 0 ? "up" : "down"), percent(Math.abs(change), 1));
}

const tile = (name, value, trend, detail) => div({ class: "tile", key: name }, div({ class: "tile-name" }, name),
  div({ class: "tile-value" }, value, trend), div({ class: "tile-detail" }, detail));

function Tiles({ totals, before }) {
  const rate = (figures) => (figures?.traces ? figures.errors / figures.traces : null);
  return div({ class: "tiles" },
    tile("Traces", count(totals.traces), h(Trend, { now: totals.traces, before: before?.traces }), `${count(totals.spans)} spans, ${count(totals.running)} running`),
    tile("Errors", percent(totals.errors, totals.traces), h(Trend, { now: rate(totals), before: rate(before), lessIsGood: true }), `${count(totals.errors)} traces failed`),
    tile("Median duration", totals.p50_us === null ? "–" : duration(totals.p50_us), h(Trend, { now: totals.p50_us, before: before?.p50_us, lessIsGood: true }),
      totals.p90_us !== null && `p90 ${duration(totals.p90_us)}, p99 ${duration(totals.p99_us)}`),
    tile("Tokens", compactCount(totals.total_tokens ?? 0), h(Trend, { now: totals.total_tokens, before: before?.total_tokens }), totals.traces > 0 && `${compactCount(Math.round((totals.total_tokens ?? 0) / totals.traces))} for a trace`),
    tile("Cost", money(totals.cost ?? 0), h(Trend, { now: totals.cost, before: before?.cost }), totals.traces > 0 && `${money((totals.cost ?? 0) / totals.traces)} for a trace`));
}

function Charts({ data, onPick }) {
  const { points } = data;
  const charts = useMemo(() => {
    const times = secondsOf(points);
    const of = (name) => points.map((point) => point[name]);
    const line = (label, name, tint, value, more) => ({ label, values: of(name), colour: tint, value, ...more });
    return [
      { name: "Traces and errors", times, format: count, series: [line("traces", "traces", "accent", count, { bars: true, fill: 0.45 }), line("errors", "errors", "bad", count, { bars: true, fill: 0.9 })] },
      { name: "Duration", times, format: (value) => (value === 0 ? "0" : duration(value)), series: [line("p50", "p50_us", "kind-llm", duration, { fill: 0.12 }), line("p90", "p90_us", "kind-retriever", duration), line("p99", "p99_us", "kind-agent", duration, { dash: [4, 3] })] },
      { name: "Tokens", times, format: compactCount, series: [line("in", "input_tokens", "kind-retriever", count, { fill: 0.15 }), line("out", "output_tokens", "kind-llm", count, { fill: 0.15 })] },
      { name: "Cost", times, format: (value) => `$${figure(value)}`, series: [line("cost", "cost", "kind-tool", money, { bars: true, fill: 0.55 })] },
    ];
  }, [points]);
  return div({ class: "charts" }, charts.map((chart) => div({ key: chart.name, class: "card" }, h2({}, chart.name), h(Chart, { ...chart, onPick }))));
}

export default function Overview({ query }) {
  const filters = ["service", "tag", "name", "model"].filter((name) => query.has(name)).map((name) => [name, query.get(name)]);
  const load = () => getOverview({ ...rangeOf(query), ...Object.fromEntries(filters), buckets: 60 });
  const { data, failure, reload } = useResource(load, [String(query)]);
  useLiveReload(reload, RELOAD_MS);
  useEffect(() => {
    document.title = "Overview · Local Opper";
  }, []);
  if (failure && !data) {
    return failureNotice(failure);
  }
  const onPick = (index) => {
    const from = Date.parse(data.points[index].time);
    const range = { from: new Date(from).toISOString(), to: new Date(from + data.bucket_us / 1000).toISOString() };
    navigate(address("/", changed(new URLSearchParams(filters), range)));
  };
  return div({ class: "page" },
    div({ class: "page-head" }, h1({}, "Overview"), div({ class: "bar-end" },
      h(FacetSelect, { field: "service", name: "Service", path: "/overview", query }), h(FacetSelect, { field: "name", name: "Trace name", path: "/overview", query }),
      h(FacetSelect, { field: "tag", name: "Tag", path: "/overview", query }), h(RangeSelect, { path: "/overview", query }))),
    data ? [
      h(Tiles, { key: "tiles", totals: data.totals, before: data.before }),
      h(Charts, { key: "charts", data, onPick }),
      div({ key: "tables", class: "columns" },
        h(SpanNames, { title: "Slowest spans", rows: data.span_names, by: "p90_us", query, since: sinceOf(query) }),
        h(SpanNames, { title: "Most failing spans", rows: data.span_names.filter((row) => row.errors > 0), by: "errors", query, since: sinceOf(query) })),
      data.models.length > 0 && h(Models, { key: "models", rows: data.models }),
    ] : loading());
}
