// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// One trace: what it was, its spans in time, and the selected span in detail.

import { useEffect, useMemo, useState } from "../vendor/preact/hooks.mjs";
import { getTrace } from "../server/api.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { div, h, p } from "../ui/html.js";
import { Notice, link, loading } from "../ui/parts.js";
import { recall, useRemembered } from "../ui/remembered.js";
import { address, changed, navigate } from "../frame/router.js";
import { useKeys } from "../frame/shortcuts.js";
import { listAddress, neighbour } from "../explorer/rows.js";
import { SpanDetail } from "../span/span.js";
import { criticalPath } from "./critical-path.js";
import { useFound } from "./find.js";
import { Head } from "./head.js";
import { Splitter } from "./splitter.js";
import { Timeline } from "./timeline.js";
import { Toolbar } from "./toolbar.js";
import { ancestors, rowsOf, treeOf } from "./tree.js";
import { useZoom } from "./view.js";

const RELOAD_MS = 150;

const TICK_MS = 250;

/** Microseconds since the trace began, ticking while something runs, so that its bar grows. */
function useNow(tree) {
  const [now, setNow] = useState(Date.now() * 1000);
  useEffect(() => {
    if (tree.running) {
      const timer = setInterval(() => setNow(Date.now() * 1000), TICK_MS);
      return () => clearInterval(timer);
    }
    return undefined;
  }, [tree.running]);
  return now - tree.start;
}

function useCollapsed(tree) {
  const [collapsed, setCollapsed] = useState(new Set());
  const change = (work) => setCollapsed((old) => {
    const next = new Set(old);
    work(next);
    return next;
  });
  return {
    collapsed,
    toggle: (id) => change((next) => next.delete(id) || next.add(id)),
    open: (ids) => ids.some((id) => collapsed.has(id)) && change((next) => ids.forEach((id) => next.delete(id))),
    all: () => setCollapsed(new Set(tree.all.filter((node) => node.children.length > 0 && node.depth > 0).map((node) => node.id))),
    none: () => setCollapsed(new Set()),
  };
}

function Open({ trace, tree, query, version }) {
  const now = useNow(tree);
  const whole = Math.max(tree.lastEnd, tree.running ? now : 0, 1);
  const zoom = useZoom(whole);
  const fold = useCollapsed(tree);
  const [split, setSplit] = useRemembered("split", 56);
  const [critical, setCritical] = useState(recall("critical", false));
  const [text, setText] = useState("");
  const found = useFound(trace.id, tree, text);
  const rows = useMemo(() => rowsOf(tree, fold.collapsed), [tree, fold.collapsed]);
  const pieces = useMemo(() => (critical ? criticalPath(tree, now) : null), [critical, tree, tree.running && now]);
  const selectedId = tree.nodes.has(query.get("span")) ? query.get("span") : trace.root_id;
  const select = (id) => {
    fold.open(ancestors(tree.nodes.get(id)));
    navigate(address(`/traces/${trace.id}`, changed(query, { span: id })), { replace: true });
  };
  const places = found && tree.all.filter((node) => found.has(node.id));
  const place = places ? places.findIndex((node) => node.id === selectedId) : -1;
  const onStep = (by) => places?.length > 0 && select(places[(place + by + places.length) % places.length].id);
  const selected = tree.nodes.get(selectedId);
  const onNeighbour = (step) => {
    const other = neighbour(trace.id, step);
    if (other) {
      navigate(`/traces/${other.id}`);
    }
  };
  const keys = {
    "+": () => zoom.by(1 / 1.6), "=": () => zoom.by(1 / 1.6), "-": () => zoom.by(1.6), 0: zoom.reset,
    z: () => zoom.around(selected.at, selected.end ?? now), c: () => setCritical(!critical), Escape: () => navigate(listAddress()),
    "[": () => onNeighbour(-1), "]": () => onNeighbour(1), Enter: () => onStep(1), n: () => onStep(1),
  };
  useKeys(keys, [trace.id, selectedId, zoom, critical, found]);
  return div({ class: "trace" },
    h(Head, { trace, length: tree.lastEnd }),
    h(Toolbar, {
      tree, zoom, services: tree.services, critical, criticalLength: pieces?.size, collapsed: fold.collapsed,
      find: { text, found, position: place, onText: setText, onStep }, onCritical: () => setCritical(!critical), onCollapse: fold.all, onExpand: fold.none,
    }),
    div({ class: "panes", style: { "--split": `${split}%` } },
      h(Timeline, {
        tree, rows, zoom, now, selectedId, collapsed: fold.collapsed, found, pieces, services: tree.services.length > 1 ? tree.services : [],
        onSelect: select, onToggle: fold.toggle,
      }),
      h(Splitter, { value: split, onChange: setSplit }),
      h(SpanDetail, { key: selectedId, id: selectedId, version, traceStart: tree.start, service: tree.services.length > 1 })));
}

export default function TraceView({ id, query }) {
  const { data, failure, reload } = useResource(() => getTrace(id), [id]);
  useLiveReload(reload, RELOAD_MS, (ids) => ids.has(id));
  const tree = useMemo(() => data && treeOf(data.spans), [data]);
  useEffect(() => {
    document.title = data ? `${data.trace.name} · Local Opper` : "Local Opper";
  }, [data?.trace.name]);
  if (failure && !(data && failure.status === 0)) {
    return h(Notice, { title: "This trace cannot be shown" }, p({ class: "failure", role: "alert" }, failure.message),
      link(listAddress(), { class: "primary" }, "All traces"));
  }
  return tree ? h(Open, { trace: data.trace, tree, query, version: data }) : loading();
}
