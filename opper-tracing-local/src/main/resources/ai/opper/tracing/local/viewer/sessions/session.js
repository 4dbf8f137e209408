// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// One session: its traces as a conversation.

import { useEffect } from "../vendor/preact/hooks.mjs";
import { listTraces } from "../server/api.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { a, classes, div, h, h1, li, ol, p, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { compactCount, dayOf, clockTime, duration, money, plural, visible, wholeTime } from "../ui/format.js";
import { Copy, Notice, chip, failureNotice, link, loading, statusDot, steps } from "../ui/parts.js";
import { Markdown } from "../payload/markdown.js";
import { follow } from "../frame/router.js";

const PREVIEW = 4000;

const RELOAD_MS = 400;

const PAUSE_US = 60_000_000;

const sum = (traces, name) => traces.reduce((total, trace) => total + (trace[name] ?? 0), 0);

function Turn({ trace, before }) {
  const wait = before ? (Date.parse(trace.start_time) - Date.parse(before.start_time)) * 1000 : 0;
  return li({ class: "turn" },
    (!before || wait > PAUSE_US) && div({ class: "turn-time" }, before ? `${duration(wait)} later` : `${dayOf(trace.start_time)}, ${clockTime(trace.start_time)}`),
    div({ class: "bubble asked" }, visible(trace.input_preview ?? "")),
    div({ class: classes("bubble", "answered", trace.status === "error" && "failed") },
      trace.error ? div({ class: "bad-text" }, visible(trace.error)) : trace.output_preview ? h(Markdown, { text: trace.output_preview }) : span({ class: "muted" }, trace.status === "running" ? "working…" : "no output"),
      link(`/traces/${trace.id}`, { class: "turn-foot" }, statusDot(trace.status), span({ class: "turn-name" }, trace.name), span({}, steps(trace, 2)),
        trace.duration_us !== null && span({}, duration(trace.duration_us)), trace.total_tokens !== null && span({}, `${compactCount(trace.total_tokens)} tokens`),
        trace.cost !== null && span({}, money(trace.cost)),
        trace.feedback !== null && span({ class: classes("verdict", trace.feedback >= 0.5 ? "good" : "bad") }, icon(trace.feedback >= 0.5 ? "thumbUp" : "thumbDown")))));
}

export default function Session({ query }) {
  const id = query.get("id") ?? "";
  const { data, failure, reload } = useResource(() => listTraces({ session: id, sort: "start_time", limit: 500, preview: PREVIEW }), [id]);
  useLiveReload(reload, RELOAD_MS);
  useEffect(() => {
    document.title = `Session ${id} · Local Opper`;
  }, [id]);
  if (failure && !data) {
    return failureNotice(failure);
  }
  if (!data) {
    return loading();
  }
  const traces = data.data;
  if (traces.length === 0) {
    return h(Notice, { title: "No trace names this session" }, p({}, id), link("/sessions", { class: "primary" }, "All sessions"));
  }
  const errors = traces.filter((trace) => trace.status === "error").length;
  return div({ class: "page" },
    div({ class: "page-head" }, a({ href: "/sessions", onClick: follow, class: "bare back", "aria-label": "All sessions" }, icon("back")),
      h1({ title: id }, id), traces[0].user && link(`/?user=${encodeURIComponent(traces[0].user)}`, { class: "chip" }, `user ${traces[0].user}`),
      chip(plural(traces.length, "turn")), errors > 0 && chip(plural(errors, "error"), "bad"), chip(`${compactCount(sum(traces, "total_tokens"))} tokens`), chip(money(sum(traces, "cost"))),
      span({ class: "muted" }, wholeTime(traces[0].start_time)),
      div({ class: "bar-end" }, link(`/?session=${encodeURIComponent(id)}`, { class: "quiet" }, "As a list"), h(Copy, { text: () => location.href, title: "Copy link", label: "Link" }))),
    ol({ class: "conversation" }, traces.map((trace, position) => h(Turn, { key: trace.id, trace, before: traces[position - 1] }))));
}
