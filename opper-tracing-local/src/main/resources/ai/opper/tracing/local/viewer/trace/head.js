// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What the trace was: name, figures, and what can be done with it.

import { useState } from "../vendor/preact/hooks.mjs";
import { deleteTrace, exportAddress, listTraces } from "../server/api.js";
import { a, button, dialog, div, h, h1, h2, p, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { compactCount, count, duration, money, plural, wholeTime } from "../ui/format.js";
import { Menu, Popover } from "../ui/popover.js";
import { Copy, chip, link, statusDot, steps } from "../ui/parts.js";
import { follow, navigate } from "../frame/router.js";
import { listAddress } from "../explorer/rows.js";

const fact = (name, value, title) => div({ class: "fact", title }, span({ class: "fact-name" }, name), span({ class: "fact-value" }, value));

function Facts({ trace, length }) {
  return div({ class: "facts" },
    fact("Duration", trace.end_time ? duration(length) : "running"),
    fact("Steps", steps(trace, 3), steps(trace)),
    trace.total_tokens !== null && fact("Tokens", compactCount(trace.total_tokens), `${count(trace.input_tokens ?? 0)} in, ${count(trace.output_tokens ?? 0)} out`),
    trace.cost !== null && fact("Cost", money(trace.cost), `$${trace.cost}`),
    trace.error_count > 0 && div({ class: "fact bad-text" }, span({ class: "fact-name" }, "Errors"), span({ class: "fact-value" }, count(trace.error_count))),
    fact("Started", wholeTime(trace.start_time), trace.start_time));
}

function Delete({ trace, onClose }) {
  const [failure, setFailure] = useState(null);
  const remove = () => deleteTrace(trace.id).then(() => navigate(listAddress(), { replace: true }), setFailure);
  return dialog({
    class: "ask", "aria-labelledby": "ask-title", onClose,
    ref: (element) => element && !element.open && element.showModal(),
  }, h2({ id: "ask-title" }, "Delete this trace?"),
  p({ class: "muted" }, `${plural(trace.span_count, "span")} with their metrics and feedback go. Saved examples stay.`),
  failure && p({ class: "failure", role: "alert" }, failure.message),
  div({ class: "ask-choices" }, button({ class: "quiet", type: "button", onClick: onClose }, "Keep"),
    button({ class: "primary danger", type: "button", onClick: remove }, "Delete")));
}

/** The latest run of the same name before this one: what one mostly wants to compare with. */
async function compareWithPrevious(trace) {
  const { data } = await listTraces({ name: trace.name, to: trace.start_time, limit: 1 });
  if (data.length > 0) {
    navigate(`/compare?left=${data[0].id}&right=${trace.id}`);
  }
  return data.length > 0;
}

function Actions({ trace, onDelete }) {
  const [said, setSaid] = useState("");
  const compare = () => compareWithPrevious(trace).then((found) => setSaid(found ? "" : "There is no earlier trace of this name."), (error) => setSaid(error.message));
  const items = [
    { text: "Copy trace id", icon: icon("copy"), action: () => navigator.clipboard.writeText(trace.id) },
    { text: "Compare with the run before", icon: icon("compare"), action: compare },
    { text: "All runs of this name", icon: icon("filter"), action: () => navigate(`/?${new URLSearchParams({ name: trace.name })}`) },
    { text: "Export as JSON", icon: icon("download"), href: exportAddress(trace.id, "json"), download: "" },
    { text: "Export as OTLP JSON", icon: icon("download"), href: exportAddress(trace.id, "otlp"), download: "" },
    { text: "Delete…", icon: icon("trash"), bad: true, action: onDelete },
  ];
  return div({ class: "head-actions" }, said && span({ class: "muted", role: "status" }, said),
    h(Copy, { text: () => location.href, title: "Copy link", label: "Link" }),
    h(Popover, { label: [icon("more")], name: "More", title: "More", align: "end", content: (close) => h(Menu, { items, close }) }));
}

export function Head({ trace, length }) {
  const [deleting, setDeleting] = useState(false);
  return div({ class: "trace-head" },
    div({ class: "trace-title" },
      a({ href: listAddress(), onClick: follow, class: "bare back", "aria-label": "Back to the traces" }, icon("back")),
      statusDot(trace.status), h1({ title: trace.name }, trace.name),
      div({ class: "title-chips" },
        trace.session && link(`/session?id=${encodeURIComponent(trace.session)}`, { class: "chip", title: "The session of this trace" }, `session ${trace.session}`),
        trace.user && link(`/?user=${encodeURIComponent(trace.user)}`, { class: "chip", title: "All traces of this user" }, `user ${trace.user}`),
        Object.entries(trace.tags).map(([key, value]) => span({ key, class: "tag", title: `${key}:${value}` }, value === "" ? key : `${key} ${value}`)),
        trace.score !== null && chip(`score ${trace.score}`))),
    h(Actions, { trace, onDelete: () => setDeleting(true) }),
    h(Facts, { trace, length }),
    deleting && h(Delete, { trace, onClose: () => setDeleting(false) }));
}
