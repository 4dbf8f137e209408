// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// One trace: what it was, its spans in time, and the selected span in detail.

import { useEffect, useRef, useState } from "/viewer/vendor/hooks.mjs";
import { getTrace, useChanges } from "./api.js";
import { composition, compactCount, duration, plural, wholeTime } from "./format.js";
import { a, div, h, h1, icon, p, span } from "./html.js";
import { Copy } from "./payload.js";
import { follow, navigate } from "./router.js";
import { SpanDetail } from "./span-detail.js";
import { Timeline, extent } from "./timeline.js";

const fact = (name, value, title) => span({ class: "fact", title }, span({ class: "muted" }, name), span({ class: "value" }, value));

function Head({ trace, spans, now }) {
  const range = extent(spans, now);
  return div({ class: "trace-head" },
    a({ href: "/", onClick: follow, class: "back", "aria-label": "Back to the traces" }, icon("M15 6l-6 6 6 6")),
    span({ class: `dot ${trace.status}`, role: "img", "aria-label": trace.status }),
    h1({ title: trace.name }, trace.name),
    div({ class: "facts" },
      fact("Duration", trace.end_time ? duration(range.length) : "running"),
      fact("Spans", [trace.span_count, composition(trace.types, 3)].filter(Boolean).join(" · "), composition(trace.types)),
      trace.total_tokens !== null && fact("Tokens", compactCount(trace.total_tokens)),
      trace.error_count > 0 && span({ class: "fact bad" }, plural(trace.error_count, "error")),
      fact("Started", wholeTime(trace.start_time))),
    h(Copy, { text: location.href, title: "Copy link" }));
}

const nowMicros = () => Date.now() * 1000;

/** Ticks while something runs, so that its bar grows. */
function useNow(running) {
  const [now, setNow] = useState(nowMicros);
  useEffect(() => {
    if (running) {
      const timer = setInterval(() => setNow(nowMicros()), 500);
      return () => clearInterval(timer);
    }
  }, [running]);
  return now;
}

function useTrace(id, onDenied) {
  const [state, setState] = useState({ found: null, failure: null, version: 0 });
  const pending = useRef(0);
  const load = () => getTrace(id).then(
    (found) => setState((old) => ({ found, failure: null, version: old.version + 1 })),
    (error) => (error.status === 401 ? onDenied() : setState((old) => ({ ...old, found: error.status ? null : old.found, failure: error.message }))));
  useEffect(() => {
    load();
    return () => clearTimeout(pending.current);
  }, [id]);
  useChanges((ids) => {
    if (ids === null || ids.has(id)) {
      clearTimeout(pending.current);
      pending.current = setTimeout(load, 120);
    }
  }, [id]);
  return state;
}

export function TraceView({ id, spanId, onDenied }) {
  const { found, failure, version } = useTrace(id, onDenied);
  const [collapsed, setCollapsed] = useState(new Set());
  const spans = found?.spans ?? [];
  const now = useNow(spans.some((one) => !one.end_time));
  useEffect(() => {
    document.title = found ? `${found.trace.name} · Local Opper` : "Local Opper";
  }, [found?.trace.name]);
  if (!found) {
    return failure && div({ class: "notice" }, h1({}, "This trace cannot be shown"), p({}, failure),
      a({ class: "primary", href: "/", onClick: follow }, "All traces"));
  }
  const selectedId = spans.some((one) => one.id === spanId) ? spanId : found.trace.root_id;
  const toggle = (one) => setCollapsed((old) => {
    const next = new Set(old);
    return next.delete(one) ? next : next.add(one);
  });
  return div({ class: "trace" },
    h(Head, { trace: found.trace, spans, now }),
    div({ class: "panes" },
      h(Timeline, {
        spans, selectedId, collapsed, now, onToggle: toggle, onLeave: () => navigate("/"),
        onSelect: (one) => navigate(`/traces/${id}?span=${one}`, { replace: true }),
      }),
      h(SpanDetail, { key: selectedId, id: selectedId, version, traceStart: found.trace.start_time })));
}
