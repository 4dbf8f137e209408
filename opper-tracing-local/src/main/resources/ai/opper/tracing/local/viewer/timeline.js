// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Spans as a tree and in time: one row each, parents before children.

import { useEffect, useRef } from "/viewer/vendor/hooks.mjs";
import { duration, micros, ticks } from "./format.js";
import { button, div, h, icon, span } from "./html.js";
import { kindOf, typeIcon } from "./span-types.js";

const CHEVRON = "M9 6l6 6-6 6";

/** Adds depth, children and times in microseconds, in the order in which rows are shown. */
export function treeOf(spans, collapsed) {
  const children = new Map();
  const known = new Set(spans.map((one) => one.id));
  spans.forEach((one) => {
    const parent = known.has(one.parent_id) ? one.parent_id : null;
    children.set(parent, [...(children.get(parent) ?? []), one]);
  });
  const rows = [];
  // A stack, not recursion: traces may be nested thousands of levels deep.
  const stack = (children.get(null) ?? []).map((one) => [one, 0]).reverse();
  while (stack.length > 0) {
    const [one, depth] = stack.pop();
    const below = children.get(one.id) ?? [];
    rows.push({ ...one, depth, children: below.length });
    if (!collapsed.has(one.id)) {
      [...below].reverse().forEach((child) => stack.push([child, depth + 1]));
    }
  }
  return rows;
}

/** From the first start to the last end; what still runs reaches to now. */
export function extent(spans, now) {
  const starts = spans.map((one) => micros(one.start_time));
  const ends = spans.map((one) => (one.end_time ? micros(one.end_time) : now));
  const start = starts.reduce((left, right) => Math.min(left, right), Infinity);
  const end = ends.reduce((left, right) => Math.max(left, right), start);
  return { start, length: Math.max(end - start, 1) };
}

function Ruler({ length }) {
  return div({ class: "span-row ruler", "aria-hidden": "true" }, span({ class: "tree-cell" }, "Span"),
    span({ class: "time-cell" }, ticks(length).map((mark) => span({
      key: mark, class: "tick", style: { left: `${(100 * mark) / length}%` },
    }, mark === 0 ? "0" : duration(mark)))));
}

function Bar({ row, range, now }) {
  const start = micros(row.start_time);
  const end = row.end_time ? micros(row.end_time) : Math.max(now, start);
  const left = (100 * (start - range.start)) / range.length;
  const width = (100 * (end - start)) / range.length;
  const label = row.end_time ? duration(end - start) : "running";
  const beyond = left + width;
  // The label goes where there is room: behind the bar, before it, or on it.
  const place = beyond < 82 ? { left: `calc(${beyond}% + 6px)` } : left > 18 ? { right: `calc(${100 - left}% + 6px)` } : { right: `calc(${100 - beyond}% + 6px)` };
  return span({ class: "time-cell" },
    span({
      class: `bar kind-${kindOf(row.type)}${row.error ? " failed" : ""}${row.end_time ? "" : " running"}`,
      style: { left: `${left}%`, width: `${width}%` },
    }),
    span({ class: `bar-label${beyond >= 82 && left <= 18 ? " on-bar" : ""}`, style: place }, label));
}

function Row({ row, range, now, selected, collapsed, onSelect, onToggle }) {
  const self = useRef(null);
  useEffect(() => {
    if (selected) {
      self.current.scrollIntoView({ block: "nearest" });
    }
  }, [selected]);
  return div({
    ref: self, id: `span-${row.id}`, class: `span-row${selected ? " selected" : ""}${row.error ? " has-error" : ""}`,
    role: "treeitem", "aria-level": row.depth + 1, "aria-selected": String(selected),
    "aria-expanded": row.children ? String(!collapsed) : undefined, tabIndex: selected ? 0 : -1,
    onClick: () => onSelect(row.id),
  },
  span({ class: "tree-cell" },
    Array.from({ length: Math.min(row.depth, 12) }, (_, level) => span({ key: level, class: "guide" })),
    row.children > 0
      ? button({
        class: `toggle${collapsed ? "" : " open"}`, tabIndex: -1, "aria-label": collapsed ? "Expand" : "Collapse",
        onClick: (event) => {
          event.stopPropagation();
          onToggle(row.id);
        },
      }, icon(CHEVRON))
      : span({ class: "toggle" }),
    typeIcon(row.type),
    span({ class: "span-name", title: row.name }, row.name),
    row.model && row.model !== row.name && span({ class: "span-model" }, row.model),
    row.error && span({ class: "error-mark", title: row.error, role: "img", "aria-label": "error" }, "!")),
  h(Bar, { row, range, now }));
}

export function Timeline({ spans, selectedId, collapsed, now, onSelect, onToggle, onLeave }) {
  const rows = treeOf(spans, collapsed);
  const range = extent(spans, now);
  const self = useRef(null);
  const onKeyDown = (event) => {
    const position = rows.findIndex((row) => row.id === selectedId);
    const row = rows[position];
    const actions = {
      ArrowDown: () => rows[position + 1] && onSelect(rows[position + 1].id),
      ArrowUp: () => rows[position - 1] && onSelect(rows[position - 1].id),
      Home: () => onSelect(rows[0].id),
      End: () => onSelect(rows.at(-1).id),
      ArrowLeft: () => (row?.children && !collapsed.has(row.id) ? onToggle(row.id) : row?.parent_id && onSelect(row.parent_id)),
      ArrowRight: () => row?.children && (collapsed.has(row.id) ? onToggle(row.id) : onSelect(rows[position + 1].id)),
      Escape: onLeave,
    };
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  };
  useEffect(() => {
    if (self.current.contains(document.activeElement)) {
      document.getElementById(`span-${selectedId}`)?.focus();
    }
  }, [selectedId]);
  return div({ class: "timeline" },
    h(Ruler, { length: range.length }),
    div({ ref: self, class: "span-rows", role: "tree", "aria-label": "Spans", onKeyDown }, rows.map((row) => h(Row, {
      key: row.id, row, range, now, selected: row.id === selectedId, collapsed: collapsed.has(row.id), onSelect, onToggle,
    }))));
}
