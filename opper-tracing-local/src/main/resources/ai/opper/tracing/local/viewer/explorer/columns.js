// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The columns of the explorer: their width, what they say, and which the reader wants.

import { b, button, classes, h, span } from "../ui/html.js";
import { kindIcon } from "../ui/icons.js";
import { clockTime, compactCount, composition, count, duration, figure, money, plural, wholeTime } from "../ui/format.js";
import { icon } from "../ui/icons.js";
import { link, statusDot } from "../ui/parts.js";

const LONGEST_US = 60_000_000;

/** A bar on a logarithmic scale from a millisecond to a minute: it tells slow from fast at a glance. */
const share = (microseconds) => Math.min(1, Math.max(0.02, Math.log10(Math.max(microseconds, 1000) / 1000) / Math.log10(LONGEST_US / 1000)));

function Steps({ trace }) {
  const parts = composition(trace.types);
  return [span({ key: "all", class: "steps-all" }, plural(trace.span_count, "step")),
    ...parts.slice(0, 3).map(([type, number]) => span({ key: type, class: "step-kind" }, kindIcon(type), `${count(number)} ${type}`))];
}

const TAGS = 2;

const tagText = ([key, value]) => (value === "" ? key : `${key}:${value}`);

/** Two can be read where four could not; the others are counted. */
function Tags({ tags, onFilter }) {
  const all = Object.entries(tags);
  const more = all.slice(TAGS);
  return [...all.slice(0, TAGS).map(([key, value]) => {
    const text = tagText([key, value]);
    return button({ key, type: "button", class: "tag", tabIndex: -1, title: `Only ${text}`, onClick: () => onFilter("tag", text) }, value === "" ? key : value);
  }), more.length > 0 && span({ key: "more", class: "more-tags", title: more.map(tagText).join("\n") }, `+${more.length}`)];
}

const score = (trace) => (trace.feedback !== null
  ? span({ class: classes("verdict", trace.feedback >= 0.5 ? "good" : "bad"), title: `Feedback ${trace.feedback}` }, icon(trace.feedback >= 0.5 ? "thumbUp" : "thumbDown"))
  : trace.score !== null && figure(trace.score));

/** `sort`: the field that its head sorts by; `wide`: shown from this width on. */
export const COLUMNS = [
  { key: "status", label: "", width: "8px", fixed: true, cell: (trace) => statusDot(trace.status) },
  { key: "time", label: "Time", width: "84px", sort: "start_time", first: "-", cell: (trace) => span({ title: wholeTime(trace.start_time) }, clockTime(trace.start_time)) },
  { key: "name", label: "Name", width: "minmax(130px, 0.9fr)", sort: "name", first: "", fixed: true, cell: (trace) => link(`/traces/${trace.id}`, { class: "row-link", tabIndex: -1, title: trace.name }, b({}, trace.name)) },
  { key: "input", label: "Input", width: "minmax(110px, 1.4fr)", cell: (trace) => span({ title: trace.input_preview }, trace.input_preview) },
  { key: "output", label: "Output", width: "minmax(110px, 1.4fr)", cell: (trace) => (trace.error
    ? span({ class: "bad-text", title: trace.error }, trace.error) : span({ class: "muted", title: trace.output_preview }, trace.output_preview)) },
  { key: "steps", label: "Steps", width: "minmax(176px, 0.6fr)", sort: "spans", first: "-", cell: (trace) => h(Steps, { trace }) },
  { key: "duration", label: "Duration", width: "72px", end: true, sort: "duration", first: "-", cell: (trace) => (trace.duration_us === null
    ? span({ class: "running-text" }, "running")
    : [span({ key: "text" }, duration(trace.duration_us)), span({ key: "bar", class: "duration-bar", style: { width: `${100 * share(trace.duration_us)}%` } })]) },
  { key: "tokens", label: "Tokens", width: "52px", end: true, sort: "tokens", first: "-", cell: (trace) => trace.total_tokens !== null
    && span({ title: `${count(trace.input_tokens ?? 0)} in, ${count(trace.output_tokens ?? 0)} out` }, compactCount(trace.total_tokens)) },
  { key: "cost", label: "Cost", width: "56px", end: true, sort: "cost", first: "-", cell: (trace) => trace.cost !== null && span({ title: `$${trace.cost}` }, money(trace.cost)) },
  { key: "tags", label: "Tags", width: "minmax(152px, 0.5fr)", cell: (trace, onFilter) => h(Tags, { tags: trace.tags, onFilter }) },
  { key: "score", label: "Score", width: "46px", end: true, sort: "score", first: "-", cell: score },
];

export const shownColumns = (hidden) => COLUMNS.filter((column) => column.fixed || !hidden.includes(column.key));

export const template = (columns) => columns.map((column) => column.width).join(" ");

/** What a click on a head sorts by next. */
export function nextSort(column, sort) {
  const first = column.first + column.sort;
  const other = (column.first === "-" ? "" : "-") + column.sort;
  return sort === first ? other : first;
}
