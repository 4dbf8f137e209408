// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The small facts of a span: metrics, findings, events, tags, metadata, times and ids.

import { code, dd, div, dl, dt, h, h3, span } from "../ui/html.js";
import { duration, figure, micros, visible, wholeTime } from "../ui/format.js";
import { JsonTree } from "../payload/json-tree.js";
import { Copy, link } from "../ui/parts.js";

// What has a place of its own in this view, and is not repeated under "Meta".
const SHOWN_ELSEWHERE = new Set(["tags", "events", "findings", "metrics", "session_id", "user_id", "service_name"]);

const plain = (value) => (typeof value === "string" ? visible(value) : JSON.stringify(value));

const block = (title, ...content) => div({ class: "block" }, div({ class: "block-head" }, h3({}, title)), ...content);

const judgement = (name, value, comment, key, href) => div({ class: "judgement", key },
  href ? link(href, { class: "judgement-name" }, name) : span({ class: "judgement-name" }, name),
  span({ class: "judgement-value", title: plain(value) }, typeof value === "number" ? figure(value) : plain(value)),
  comment && span({ class: "judgement-comment" }, visible(comment)));

export const Metrics = ({ metrics }) => metrics.length > 0 && block("Metrics", div({ class: "judgements" },
  metrics.map((metric) => judgement(metric.dimension, metric.value, metric.comment, metric.id, `/metrics?dimension=${encodeURIComponent(metric.dimension)}`))));

export const Findings = ({ findings }) => findings.length > 0 && block("Findings", div({ class: "judgements" },
  findings.map((finding, position) => judgement(plain(finding.name ?? ""), finding.value ?? "", finding.comment && plain(finding.comment), position))));

export const Events = ({ events, traceStart }) => events.length > 0 && block("Events", div({ class: "judgements" }, events.map((event, position) => div({ class: "event", key: position },
  span({ class: "event-time" }, event.time ? `+${duration(Math.max(micros(event.time) - traceStart, 0))}` : ""),
  span({ class: "event-name" }, plain(event.name ?? "")),
  event.attributes && Object.keys(event.attributes).length > 0 && code({ class: "event-attributes" },
    Object.entries(event.attributes).map(([key, value]) => `${key}=${plain(value)}`).join("  "))))));

export const Tags = ({ tags }) => Object.keys(tags).length > 0 && block("Tags", div({ class: "tags" }, Object.entries(tags).map(([key, value]) => {
  const text = value === "" ? key : `${key}:${value}`;
  return link(`/?tag=${encodeURIComponent(text)}`, { key, class: "tag", title: `All traces with ${text}` }, value === "" ? key : `${key} ${value}`);
})));

function pairs(title, object) {
  const entries = Object.entries(object ?? {}).filter(([key]) => !SHOWN_ELSEWHERE.has(key));
  return entries.length > 0 && block(title, dl({ class: "pairs" }, entries.map(([key, value]) => [dt({}, key),
    dd({}, value !== null && typeof value === "object" ? h(JsonTree, { source: JSON.stringify(value), name: key }) : plain(value))])));
}

export const Meta = ({ meta }) => pairs("Meta", meta);

export const Attributes = ({ attributes }) => pairs("OpenTelemetry attributes", attributes);

const id = (name, value) => value && [dt({}, name), dd({ class: "id" }, code({}, value), h(Copy, { text: value, title: `Copy ${name.toLowerCase()} id`, class: "bare small" }))];

export const Ids = ({ found }) => block("Times and ids", dl({ class: "pairs" },
  [dt({}, "Started"), dd({ title: found.start_time }, wholeTime(found.start_time))],
  [dt({}, "Ended"), dd({ title: found.end_time ?? "" }, found.end_time ? wholeTime(found.end_time) : "still running")],
  found.service && [dt({}, "Service"), dd({}, link(`/?service=${encodeURIComponent(found.service)}`, {}, found.service))],
  found.session && [dt({}, "Session"), dd({}, link(`/session?id=${encodeURIComponent(found.session)}`, { class: "link" }, found.session))],
  found.user && [dt({}, "User"), dd({}, link(`/?user=${encodeURIComponent(found.user)}`, { class: "link" }, found.user))],
  id("Span", found.id), id("Parent", found.parent_id), id("Trace", found.trace_id)));
