// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Spans as a tree and in time; only the rows in sight exist.

import { useEffect, useLayoutEffect, useRef } from "../vendor/preact/hooks.mjs";
import { div, h, span } from "../ui/html.js";
import { tick, ticks } from "../ui/format.js";
import { reveal, useWindow } from "../ui/window.js";
import { Minimap } from "./minimap.js";
import { ROW, Row } from "./row.js";

const ZOOM_STEP = 1.0018;

function Ruler({ zoom }) {
  return div({ class: "ruler", "aria-hidden": "true" }, span({ class: "tree-cell" }, "Span"),
    span({ class: "time-cell" }, ticks(zoom.from, zoom.to).map((mark) => span({
      key: mark, class: "tick", style: { left: `${100 * zoom.share(mark)}%` },
    }, tick(mark)))));
}

/** The wheel zooms with Ctrl and moves in time with Shift; it has to be asked for as not passive. */
function useWheel(box, zoom) {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const onWheel = (event) => {
      const cell = box.current.querySelector(".ruler .time-cell").getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        latest.current.by(ZOOM_STEP ** event.deltaY, Math.min(1, Math.max(0, (event.clientX - cell.left) / cell.width)));
      } else if (latest.current.zoomed && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))) {
        event.preventDefault();
        latest.current.move((event.deltaX || event.deltaY) / cell.width);
      }
    };
    box.current.addEventListener("wheel", onWheel, { passive: false });
    return () => box.current?.removeEventListener("wheel", onWheel);
  }, []);
}

export function Timeline({ tree, rows, zoom, now, selectedId, collapsed, found, pieces, services, onSelect, onToggle }) {
  const box = useRef(null);
  const self = useRef(null);
  const { start, end } = useWindow(box, ROW, rows.length);
  useWheel(self, zoom);
  const position = rows.findIndex((node) => node.id === selectedId);
  useEffect(() => {
    if (position >= 0) {
      reveal(box.current, position, ROW);
    }
  }, [selectedId, position]);
  useLayoutEffect(() => {
    box.current.focus({ preventScroll: true });
  }, []);
  const at = rows[position];
  const onKeyDown = (event) => {
    const keys = {
      ArrowDown: () => rows[position + 1], ArrowUp: () => rows[position - 1], Home: () => rows[0], End: () => rows.at(-1),
      ArrowLeft: () => (at?.children.length && !collapsed.has(at.id) ? onToggle(at.id) : at?.parent),
      ArrowRight: () => at?.children.length && (collapsed.has(at.id) ? onToggle(at.id) : rows[position + 1]),
      PageDown: () => rows[Math.min(rows.length - 1, position + 20)], PageUp: () => rows[Math.max(0, position - 20)],
    };
    if (keys[event.key] && !event.metaKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      const next = keys[event.key]();
      if (next) {
        onSelect(next.id);
      }
    }
  };
  return div({ class: "timeline", ref: self },
    div({ class: "overview-line" }, span({ class: "tree-cell" }), h(Minimap, { tree, zoom, now })),
    h(Ruler, { zoom }),
    div({
      ref: box, class: "span-rows", role: "tree", tabIndex: 0, "aria-label": "Spans", onKeyDown,
      "aria-activedescendant": position >= start && position < end ? `span-${selectedId}` : undefined,
    }, div({ class: "span-rows-body", role: "presentation", style: { height: `${rows.length * ROW}px` } }, rows.slice(start, end).map((node, index) => h(Row, {
      key: node.id, node, position: start + index, zoom, now, traceStart: tree.start, selected: node.id === selectedId, collapsed: collapsed.has(node.id),
      found: found?.has(node.id), pieces: pieces?.get(node.id), service: services.indexOf(node.service) + 1, onSelect, onToggle,
    })))));
}
