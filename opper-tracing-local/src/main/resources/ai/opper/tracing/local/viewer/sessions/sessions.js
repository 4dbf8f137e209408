// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The sessions: whoever talked, newest first.

import { useEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { listSessions } from "../server/api.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { b, button, div, h, h1, input, label, li, span, ul } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { clockTime, compactCount, count, money, plural, wholeTime } from "../ui/format.js";
import { Notice, failureNotice, link, loading, statusDot } from "../ui/parts.js";
import { useKeys } from "../frame/shortcuts.js";
import { address, changed, navigate } from "../frame/router.js";

const PAGE = 100;

const RELOAD_MS = 1500;

const SEARCH_AFTER_MS = 200;

function Search({ query }) {
  const box = useRef(null);
  const timer = useRef(0);
  useKeys({ "/": () => box.current.focus() }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onInput = (event) => {
    const text = event.currentTarget.value.trim();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => navigate(address("/sessions", changed(query, { text })), { replace: true }), SEARCH_AFTER_MS);
  };
  return label({ class: "search" }, icon("search"), input({ ref: box, type: "text", defaultValue: query.get("text") ?? "", placeholder: "Search what was said", "aria-label": "Search sessions", onInput }));
}

const stateOf = (session) => (session.running_count > 0 ? "running" : session.error_count > 0 ? "error" : "ok");

const Session = ({ session }) => link(`/session?id=${encodeURIComponent(session.session)}`, { class: "session-row" },
  statusDot(stateOf(session)),
  span({ class: "cell-time", title: wholeTime(session.last_time) }, clockTime(session.last_time)),
  span({ class: "cell" }, b({}, session.session), session.user && span({ class: "muted" }, ` ${session.user}`)),
  span({ class: "cell" }, session.input_preview), span({ class: "cell muted" }, session.trace_count > 1 && session.last_preview),
  span({ class: "cell end" }, plural(session.trace_count, "turn")),
  span({ class: session.error_count > 0 ? "cell end bad-text" : "cell end" }, session.error_count > 0 && plural(session.error_count, "error")),
  span({ class: "cell end" }, session.total_tokens !== null && `${compactCount(session.total_tokens)} tokens`),
  span({ class: "cell end" }, session.cost !== null && money(session.cost)));

export default function Sessions({ query }) {
  const [size, setSize] = useState(PAGE);
  const parameters = { limit: Math.min(size, 500), count: true, ...(query.has("text") ? { text: query.get("text") } : {}) };
  const { data, failure, reload } = useResource(() => listSessions(parameters), [String(query), size]);
  const [older, setOlder] = useState([]);
  const [next, setNext] = useState(null);
  useLiveReload(reload, RELOAD_MS);
  useEffect(() => {
    document.title = "Sessions · Local Opper";
  }, []);
  useEffect(() => {
    setOlder([]);
    setNext(data?.next ?? null);
  }, [data]);
  if (failure && !data) {
    return failureNotice(failure);
  }
  const more = () => (size < 500 ? setSize(500) : listSessions({ ...parameters, cursor: next }).then((page) => {
    setOlder([...older, ...page.data]);
    setNext(page.next);
  }));
  const rows = [...(data?.data ?? []), ...older];
  return div({ class: "page" },
    div({ class: "page-head" }, h1({}, "Sessions"), data && span({ class: "muted" }, count(data.total ?? rows.length)), div({ class: "bar-end" }, h(Search, { query }))),
    data ? rows.length === 0 ? h(Notice, { title: query.has("text") ? "No session matches" : "No sessions yet" },
      div({ class: "muted" }, "Traces that name the same session are shown here as one conversation. Set it with TraceAttributes, or with meta.session_id over the API."))
      : ul({ class: "sessions card" }, rows.map((session) => li({ key: session.session }, h(Session, { session })))) : loading(),
    next && button({ class: "quiet", type: "button", onClick: more }, "Show more"));
}
