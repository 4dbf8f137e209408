// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// One dimension over time, its distribution, its thresholds and the spans behind a point.

import { useMemo } from "../vendor/preact/hooks.mjs";
import { listThresholds, metricSeries } from "../server/api.js";
import { useChanges } from "../server/changes.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { button, div, h, h2, option, p, select, span } from "../ui/html.js";
import { Chart, secondsOf } from "../ui/chart.js";
import { count, figure } from "../ui/format.js";
import { Segments, loading } from "../ui/parts.js";
import { address, changed, navigate } from "../frame/router.js";
import { narrowed } from "./narrowing.js";
import { Thresholds } from "./thresholds.js";
import { Values } from "./values.js";

const STATISTICS = [["mean", "Mean"], ["p50", "p50"], ["p90", "p90"], ["count", "Count"]];

const TINTS = ["accent", "kind-tool", "kind-llm", "kind-evaluator", "kind-guardrail", "kind-reranker", "kind-agent", "kind-chain"];

const RELOAD_MS = 5000;

const go = (query, changes) => navigate(address("/metrics", changed(query, changes)), { replace: true });

function linesOf(data, statistic) {
  if (data.series.length === 1 && data.series[0].group === null && statistic !== "count") {
    const points = data.series[0].points;
    const of = (name) => points.map((point) => point[name]);
    return [{ label: statistic, values: of(statistic), colour: "accent", value: figure, fill: 0.1, width: 2 },
      { label: "least", values: of("min"), colour: "kind-other", value: figure, dash: [3, 3], width: 1 }, { label: "most", values: of("max"), colour: "kind-other", value: figure, dash: [3, 3], width: 1 }];
  }
  return data.series.map((one, position) => ({
    label: one.group ?? "count", values: one.points.map((point) => point[statistic]), colour: TINTS[position % TINTS.length], value: figure,
    bars: statistic === "count" && data.series.length === 1, fill: statistic === "count" && data.series.length === 1 ? 0.4 : undefined,
  }));
}

function Distribution({ bins, query }) {
  const most = Math.max(...bins.map((bin) => bin.count), 1);
  const chosen = (bin) => query.get("min") === String(bin.from) && query.get("max") === String(bin.to);
  return div({ class: "distribution" }, bins.map((bin) => button({
    key: bin.from, type: "button", "aria-pressed": String(chosen(bin)), title: `${figure(bin.from)} – ${figure(bin.to)}: ${count(bin.count)}`,
    "aria-label": `${count(bin.count)} values from ${figure(bin.from)} to ${figure(bin.to)}`,
    onClick: () => go(query, chosen(bin) ? { min: null, max: null } : { min: String(bin.from), max: String(bin.to) }),
  }, span({ style: { height: `${Math.max((100 * bin.count) / most, bin.count > 0 ? 3 : 0)}%` } }))));
}

const fact = (name, value) => div({ class: "fact", key: name }, span({ class: "fact-name" }, name), span({ class: "fact-value" }, value === null ? "–" : figure(value)));

function Charts({ data, statistic, query, limits }) {
  const times = useMemo(() => secondsOf(data.series[0]?.points ?? []), [data]);
  const series = useMemo(() => linesOf(data, statistic), [data, statistic]);
  const onPick = (index) => {
    const from = times[index] * 1000;
    go(query, { at: new Date(from).toISOString(), until: new Date(from + data.bucket_us / 1000).toISOString() });
  };
  if (data.series.length === 0) {
    return p({ class: "muted none" }, "Nothing was measured in this time.");
  }
  return [
    h(Chart, { key: "chart", name: `${data.dimension} over time`, times, series, format: figure, height: 200, onPick, limits: statistic === "count" ? [] : limits, zero: statistic === "count" }),
    div({ key: "ends", class: "distribution-head" }, span({ class: "muted" }, "Distribution")),
    h(Distribution, { key: "bins", bins: data.distribution, query }),
    div({ key: "scale", class: "distribution-ends muted" }, span({}, figure(data.totals.min ?? 0)), span({}, figure(data.totals.max ?? 0))),
  ];
}

export function Dimension({ dimension, query }) {
  const statistic = query.get("statistic") ?? "mean";
  const group = query.get("group_by") ?? "";
  const parameters = { ...narrowed(query), dimension, buckets: 60, ...(group ? { group_by: group } : {}) };
  const key = ["since", "from", "to", "span_name", "tag", "service", "group_by"].map((name) => query.getAll(name).join()).join("|");
  const { data, reload } = useResource(() => metricSeries(parameters), [dimension, key]);
  const thresholds = useResource(listThresholds, []);
  useLiveReload(reload, RELOAD_MS);
  useChanges("thresholds", thresholds.reload, [thresholds.reload]);
  const own = (thresholds.data?.data ?? []).filter((threshold) => threshold.dimension === dimension);
  const limits = useMemo(() => own.filter((threshold) => threshold.statistic !== "count")
    .map((threshold) => ({ value: threshold.limit, colour: threshold.state === "alert" ? "bad" : "warn" })), [thresholds.data, dimension]);
  if (!data) {
    return loading();
  }
  const tagKey = query.get("tag")?.split(":")[0];
  const groups = [["", "no group"], ["span_name", "span name"], ["service", "service"], ["model", "model"], ...(tagKey ? [[`tag:${tagKey}`, `tag ${tagKey}`]] : []),
    ...(group.startsWith("tag:") && group !== `tag:${tagKey}` ? [[group, `tag ${group.slice(4)}`]] : [])];
  return div({ class: "dimension" },
    div({ class: "card" },
      div({ class: "dimension-head" }, h2({}, dimension),
        div({ class: "bar-end" }, h(Segments, { name: "Statistic", value: statistic, choices: STATISTICS, onChange: (value) => go(query, { statistic: value }) }),
          select({ class: "quiet", "aria-label": "Group by", value: group, onChange: (event) => go(query, { group_by: event.currentTarget.value }) },
            groups.map(([value, text]) => option({ key: value, value }, value ? `by ${text}` : text))))),
      div({ class: "facts" }, [["count", data.totals.count], ["mean", data.totals.mean], ["p50", data.totals.p50], ["p90", data.totals.p90], ["least", data.totals.min], ["most", data.totals.max]].map(([name, value]) => fact(name, value))),
      h(Charts, { data, statistic, query, limits })),
    h(Thresholds, { dimension, thresholds: own, onChanged: thresholds.reload }),
    h(Values, { dimension, query }));
}
