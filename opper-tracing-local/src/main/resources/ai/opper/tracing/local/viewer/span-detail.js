// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Everything known about one span.

import { useEffect, useState } from "/viewer/vendor/hooks.mjs";
import { getSpan, giveFeedback, listMetrics, saveExample } from "./api.js";
import { compactCount, duration, micros, wholeTime } from "./format.js";
import { button, code, dd, div, dl, dt, h, h2, h3, icon, p, section, span } from "./html.js";
import { Copy, Payload } from "./payload.js";
import { typeIcon } from "./span-types.js";

const THUMB_UP = "M7 11v9H4v-9zM7 11l4-8a2.500 2.500 0 0 1 2.500 2.500V9H19a2 2 0 0 1 2 2.300l-1.200 7A2 2 0 0 1 17.800 20H7";
const THUMB_DOWN = "M17 13V4h3v9zM17 13l-4 8a2.500 2.500 0 0 1-2.500-2.500V15H5a2 2 0 0 1-2-2.300l1.200-7A2 2 0 0 1 6.200 4H17";

// What has a place of its own in this view, and is not repeated under "Meta".
const SHOWN_ELSEWHERE = new Set(["tags", "events", "findings"]);

// 0.8190000000000001 is arithmetic, not measurement; the exact value is in the title.
const rounded = (value) => (typeof value === "number" ? String(Number(value.toPrecision(12))) : plain(value));

const plain = (value) => (typeof value === "string" ? value : JSON.stringify(value));

function block(title, ...content) {
  return div({ class: "block" }, div({ class: "block-head" }, h3({}, title)), ...content);
}

const entries = (value) => (value && typeof value === "object" ? Object.entries(value) : []);

const list = (value) => (Array.isArray(value) ? value.filter((item) => item && typeof item === "object") : []);

function Tags({ tags }) {
  const pairs = Array.isArray(tags) ? tags.map((tag) => [null, tag]) : entries(tags);
  return pairs.length > 0 && block("Tags", div({ class: "tags" }, pairs.map(([key, value], position) => span({ class: "tag", key: position },
    key !== null && span({ class: "muted" }, `${key} `), plain(value)))));
}

const judgement = (name, value, comment, position) => div({ class: "judgement", key: position },
  span({ class: "judgement-name" }, name), span({ class: "judgement-value", title: plain(value) }, rounded(value)),
  comment && span({ class: "judgement-comment" }, comment));

function Metrics({ metrics }) {
  return metrics.length > 0 && block("Metrics", div({ class: "judgements" },
    metrics.map((metric) => judgement(metric.dimension, metric.value, metric.comment, metric.id))));
}

function Findings({ findings }) {
  const items = list(findings);
  return items.length > 0 && block("Findings", div({ class: "judgements" },
    items.map((finding, position) => judgement(plain(finding.name ?? ""), finding.value ?? "", finding.comment && plain(finding.comment), position))));
}

function offset(time, start) {
  const at = typeof time === "string" ? micros(time) - start : NaN;
  return Number.isFinite(at) ? `+${duration(Math.max(at, 0))}` : "";
}

function Events({ events, start }) {
  const items = list(events);
  return items.length > 0 && block("Events", div({ class: "events" }, items.map((event, position) => div({ class: "event", key: position },
    span({ class: "event-time" }, offset(event.time, start)),
    span({ class: "event-name" }, plain(event.name ?? "")),
    entries(event.attributes).length > 0 && code({ class: "event-attributes" },
      entries(event.attributes).map(([key, value]) => `${key}=${plain(value)}`).join("  "))))));
}

function Meta({ meta }) {
  const rows = entries(meta).filter(([key]) => !SHOWN_ELSEWHERE.has(key));
  return rows.length > 0 && block("Meta", dl({ class: "pairs" }, rows.map(([key, value]) => [dt({}, key), dd({}, plain(value))])));
}

const id = (name, value) => value && [dt({}, name), dd({ class: "id" }, code({}, value), h(Copy, { text: value }))];

function Ids({ found }) {
  return block("Times and ids", dl({ class: "pairs" },
    [dt({}, "Started"), dd({ title: found.start_time }, wholeTime(found.start_time))],
    [dt({}, "Ended"), dd({ title: found.end_time ?? "" }, found.end_time ? wholeTime(found.end_time) : "still running")],
    id("Span", found.id), id("Parent", found.parent_id), id("Trace", found.trace_id)));
}

function Actions({ found, onChanged }) {
  const [said, setSaid] = useState("");
  const run = (work, done) => work.then(() => {
    setSaid(done);
    onChanged();
  }, (error) => setSaid(error.message));
  const score = found.feedback?.score;
  const thumb = (value, strokes, name) => button({
    class: "quiet thumb", "aria-label": name, title: name, "aria-pressed": String(score === value),
    onClick: () => run(giveFeedback(found.id, value), "Feedback saved"),
  }, icon(strokes));
  return div({ class: "actions" },
    thumb(1, THUMB_UP, "Good"), thumb(0, THUMB_DOWN, "Bad"),
    button({ class: "quiet", onClick: () => run(saveExample(found.id), "Saved to dataset") }, "Save example"),
    span({ class: "muted", role: "status" }, said));
}

const chip = (text, tone = "") => span({ class: `chip ${tone}` }, text);

function Head({ found, traceStart }) {
  const meta = found.meta ?? {};
  const start = micros(found.start_time);
  return div({ class: "detail-head" },
    h2({}, typeIcon(found.type), span({ title: found.name }, found.name)),
    div({ class: "chips" },
      found.type && chip(found.type),
      chip(found.end_time ? duration(micros(found.end_time) - start) : "running"),
      start > micros(traceStart) && chip(`+${duration(start - micros(traceStart))}`),
      meta.model && chip(plain(meta.model)),
      meta.total_tokens !== undefined && chip(`${compactCount(Number(meta.total_tokens))} tokens`),
      meta.cancelled === true && chip("cancelled", "warn"),
      found.score !== null && chip(`score ${found.score}`),
      found.error && chip("error", "bad")));
}

export function SpanDetail({ id: spanId, version, traceStart }) {
  const [state, setState] = useState({ found: null, metrics: [], failure: null });
  const load = () => Promise.all([getSpan(spanId), listMetrics(spanId)]).then(
    ([found, metrics]) => setState({ found, metrics: metrics.data, failure: null }),
    (error) => setState((old) => ({ ...old, failure: error.message })));
  useEffect(() => {
    load();
  }, [spanId, version]);
  const { found, metrics, failure } = state;
  if (!found) {
    return section({ class: "detail", "aria-label": "Span" }, failure && p({ class: "failure" }, failure));
  }
  return section({ class: "detail", "aria-label": "Span" },
    h(Head, { found, traceStart }),
    h(Actions, { found, onChanged: load }),
    found.error !== null && h(Payload, { title: "Error", text: found.error, tone: "bad" }),
    found.input !== null && h(Payload, { title: "Input", text: found.input }),
    found.output !== null && h(Payload, { title: "Output", text: found.output }),
    h(Metrics, { metrics }),
    h(Findings, { findings: found.meta?.findings }),
    h(Events, { events: found.meta?.events, start: micros(found.start_time) }),
    h(Tags, { tags: found.meta?.tags }),
    h(Meta, { meta: found.meta }),
    h(Ids, { found }));
}
