// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The list of traces: newest first, live, filtered by text and status.

import { useEffect, useRef, useState } from "/viewer/vendor/hooks.mjs";
import { listTraces, useChanges } from "./api.js";
import { clockTime, compactCount, composition, count, duration, micros, plural, wholeTime } from "./format.js";
import { a, button, code, div, h, h1, icon, input, kbd, label, li, p, pre, span, time, ul } from "./html.js";
import { follow, navigate } from "./router.js";
import { kindOf } from "./span-types.js";

const PAGE = 100;

const STATUSES = [["", "All"], ["ok", "OK"], ["error", "Errors"], ["running", "Running"]];

const DEPENDENCY = `<dependency>
  <groupId>ai.opper</groupId>
  <artifactId>opper-tracing-spring-boot-starter</artifactId>
</dependency>`;

const METHOD = `@Traced
public String answer(String question) { … }`;

function Empty({ filtered }) {
  if (filtered) {
    return div({ class: "notice" }, h1({}, "No trace matches"), p({}, "Change the filter, or clear it to see all traces."),
      button({ class: "primary", onClick: () => navigate("/", { replace: true }) }, "Clear filter"));
  }
  return div({ class: "notice" },
    h1({}, "Waiting for the first trace"),
    p({}, "Add the starter to a Spring Boot application, annotate a method, and call it. The trace appears here by itself."),
    pre({ class: "snippet" }, DEPENDENCY), pre({ class: "snippet" }, METHOD),
    p({ class: "muted" }, "Any other program can send spans, too: ", code({}, `POST ${location.origin}/v2/spans`)));
}

function Filter({ text, status, total }) {
  const box = useRef(null);
  const [typed, setTyped] = useState(text);
  const timer = useRef(0);
  // The address follows what is typed, with a delay; only when it changes by itself does
  // the box follow the address.
  const sent = useRef(text);
  useEffect(() => {
    if (text !== sent.current) {
      sent.current = text;
      setTyped(text);
    }
  }, [text]);
  useEffect(() => {
    const onKey = (event) => {
      if (event.key === "/" && document.activeElement?.tagName !== "INPUT") {
        event.preventDefault();
        box.current.focus();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  const go = (change) => {
    const parameters = Object.entries({ text: typed, status, ...change }).filter(([, value]) => value);
    sent.current = change.text ?? typed;
    const query = new URLSearchParams(parameters).toString();
    navigate(query ? `/?${query}` : "/", { replace: true });
  };
  const onInput = (event) => {
    const value = event.currentTarget.value;
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go({ text: value }), 200);
  };
  return div({ class: "filter" },
    label({ class: "search" }, icon("M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM16 16l5 5"),
      input({ ref: box, type: "search", placeholder: "Filter by name, input, output or error", "aria-label": "Filter traces", value: typed, onInput }),
      kbd({}, "/")),
    div({ class: "segments", role: "group", "aria-label": "Status" }, STATUSES.map(([value, name]) => button({
      key: value, class: "segment", "aria-pressed": String(status === value), onClick: () => go({ status: value }),
    }, name))),
    span({ class: "total muted" }, total === null ? "" : plural(total, "trace")));
}

const kinds = (types) => Object.entries(types).filter(([type]) => type !== "").map(([type]) => kindOf(type));

function Row({ trace, longest }) {
  const length = trace.end_time ? micros(trace.end_time) - micros(trace.start_time) : null;
  const steps = composition(trace.types, 3);
  return li({}, a({ class: "trace-row", href: `/traces/${trace.id}`, onClick: follow },
    span({ class: `dot ${trace.status}`, role: "img", "aria-label": trace.status }),
    span({ class: "name", title: trace.name }, trace.name,
      trace.status === "ok" && trace.error_count > 0 && span({ class: "inner-errors", title: "Errors that were handled inside" }, `${trace.error_count} !`)),
    span({ class: "preview" }, trace.input_preview ?? ""),
    span({ class: "steps", title: composition(trace.types) },
      span({ class: "kinds" }, [...new Set(kinds(trace.types))].slice(0, 6).map((kind) => span({ key: kind, class: `kind-dot kind-${kind}` }))),
      span({ class: "steps-text" }, plural(trace.span_count, "span"), steps && span({ class: "muted" }, ` · ${steps}`))),
    span({ class: "number" }, trace.total_tokens === null ? span({ class: "faint" }, "–") : compactCount(trace.total_tokens)),
    span({ class: "length" },
      span({ class: "length-text" }, length === null ? "running" : duration(length)),
      span({ class: "length-bar" }, span({ style: { width: `${length === null ? 0 : Math.max(2, (100 * length) / longest)}%` } }))),
    time({ class: "when", dateTime: trace.start_time, title: wholeTime(trace.start_time) }, clockTime(trace.start_time))));
}

/** A fresh first page over what was loaded before. */
function merged(fresh, old) {
  const last = fresh.at(-1);
  const known = new Set(fresh.map((trace) => trace.id));
  const older = last ? old.filter((trace) => !known.has(trace.id) && trace.start_time < last.start_time) : [];
  return [...fresh, ...older];
}

function useTraces(text, status, onDenied) {
  const [state, setState] = useState({ traces: null, total: null, next: null, failure: null });
  const wanted = useRef("");
  const pending = useRef(0);
  const parameters = { limit: PAGE, ...(text && { text }), ...(status && { status }) };
  const key = `${status} ${text}`;

  const load = async (before) => {
    wanted.current = key;
    try {
      const page = await listTraces({ ...parameters, ...(before && { before }) });
      if (wanted.current !== key) {
        return;
      }
      setState((old) => {
        const traces = old.key === key ? old.traces : [];
        const joined = before ? [...traces, ...page.data] : merged(page.data, page.next ? traces : []);
        const next = before || joined.length === page.data.length ? page.next : old.next;
        return { key, traces: joined, total: page.total_count, next, failure: null };
      });
    } catch (error) {
      if (error.status === 401) {
        onDenied();
      } else {
        setState((old) => ({ ...old, traces: old.traces ?? [], failure: error.message }));
      }
    }
  };

  useEffect(() => {
    load();
  }, [key]);
  useChanges(() => {
    clearTimeout(pending.current);
    pending.current = setTimeout(() => load(), 120);
  }, [key]);
  useEffect(() => () => clearTimeout(pending.current), []);
  return { ...state, more: () => state.next && load(state.next) };
}

function Sentinel({ onSeen }) {
  const mark = useRef(null);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && onSeen(), { rootMargin: "600px" });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [onSeen]);
  return div({ ref: mark, class: "sentinel" });
}

function step(event) {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!move) {
    return;
  }
  const rows = [...event.currentTarget.querySelectorAll(".trace-row")];
  const next = rows[rows.indexOf(document.activeElement) + move];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

export function TraceList({ query, onDenied }) {
  const text = query.get("text") ?? "";
  const status = query.get("status") ?? "";
  const { traces, total, next, failure, more } = useTraces(text, status, onDenied);
  useEffect(() => {
    document.title = "Traces · Local Opper";
  }, []);
  const lengths = (traces ?? []).filter((trace) => trace.end_time).map((trace) => micros(trace.end_time) - micros(trace.start_time));
  const longest = lengths.reduce((left, right) => Math.max(left, right), 1);
  return div({ class: "list" },
    h(Filter, { text, status, total }),
    failure && p({ class: "failure", role: "alert" }, failure),
    traces?.length === 0 && !failure && h(Empty, { filtered: text !== "" || status !== "" }),
    traces?.length > 0 && div({ class: "table" },
      div({ class: "trace-row heads", "aria-hidden": "true" }, span({}), span({}, "Name"), span({}, "Input"), span({}, "Steps"),
        span({ class: "number" }, "Tokens"), span({}, "Duration"), span({ class: "when" }, "Started")),
      ul({ class: "rows", "aria-label": "Traces", onKeyDown: step }, traces.map((trace) => h(Row, { key: trace.id, trace, longest }))),
      next && h(Sentinel, { key: count(traces.length), onSeen: more })));
}
