// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What traces can be filtered by. Parameters are named as in the server's API, so the page's
// address and the server's say the same.

import { count, duration, money } from "../ui/format.js";

export const STATUSES = [["", "All"], ["ok", "OK"], ["error", "Errors"], ["running", "Running"]];

export const TIMES = [["", "All time"], ["900", "Last 15 minutes"], ["3600", "Last hour"], ["21600", "Last 6 hours"],
  ["86400", "Last 24 hours"], ["604800", "Last 7 days"]];

const seconds = { of: (text) => String(Math.round(Number(text) * 1e6)), to: (value) => String(Number(value) / 1e6), show: (value) => duration(Number(value)) };

const dollars = { of: String, to: String, show: (value) => money(Number(value)) };

const whole = { of: String, to: String, show: (value) => count(Number(value)) };

/** `facet`: the values that the server suggests; `range`: the parameters of a least and a most; `many`: more than one may hold. */
export const FIELDS = [
  { key: "type", label: "Type", facet: "type", many: true, help: "Has a span of this type" },
  { key: "duration", label: "Duration", range: ["min_duration_us", "max_duration_us"], unit: "seconds", scale: seconds },
  { key: "tag", label: "Tag", facet: "tag", many: true, help: "key:value, or a key alone" },
  { key: "session", label: "Session", facet: "session" },
  { key: "user", label: "User", facet: "user" },
  { key: "service", label: "Service", facet: "service", many: true },
  { key: "metric", label: "Metric", comparison: true, many: true },
  { key: "feedback", label: "Feedback", choices: [["up", "Thumb up"], ["down", "Thumb down"], ["any", "Any"]] },
  { key: "cost", label: "Cost", range: ["min_cost", "max_cost"], unit: "dollars", scale: dollars },
  { key: "tokens", label: "Tokens", range: ["min_tokens", "max_tokens"], unit: "tokens", scale: whole },
  { key: "name", label: "Trace name", facet: "name", many: true },
  { key: "span_name", label: "Span name", facet: "span_name", many: true },
  { key: "model", label: "Model", facet: "model", many: true },
  { key: "time", label: "Between", times: ["from", "to"] },
];

const FILTERS = ["text", "status", "since", ...FIELDS.flatMap((field) => field.range ?? field.times ?? [field.key])];

export const isFiltered = (query) => FILTERS.some((name) => query.has(name));

function rangeText(field, query) {
  const [least, most] = field.range.map((name) => query.get(name));
  const show = field.scale.show;
  return least && most ? `${show(least)} – ${show(most)}` : least ? `≥ ${show(least)}` : `≤ ${show(most)}`;
}

function timesText(field, query) {
  const [from, to] = field.times.map((name) => query.get(name) && new Date(query.get(name)).toLocaleString());
  return from && to ? `${from} – ${to}` : from ? `after ${from}` : `before ${to}`;
}

/** The filters that hold, each with the changes to the query that take it away. */
export function chips(query) {
  return FIELDS.flatMap((field) => {
    const parameters = field.range ?? field.times;
    if (parameters) {
      return parameters.some((name) => query.has(name))
        ? [{ field, text: field.range ? rangeText(field, query) : timesText(field, query), without: Object.fromEntries(parameters.map((name) => [name, null])) }]
        : [];
    }
    const values = query.getAll(field.key);
    return values.map((value) => ({
      field, text: field.choices?.find(([key]) => key === value)?.[1] ?? value, without: { [field.key]: values.filter((one) => one !== value) },
    }));
  });
}

/** What the server is asked: the query, with a time that moves turned into one that stands. */
export function asked(query) {
  const parameters = new URLSearchParams(query);
  const since = Number(parameters.get("since"));
  parameters.delete("since");
  if (since) {
    parameters.set("from", new Date(Date.now() - since * 1000).toISOString());
  }
  return parameters;
}
