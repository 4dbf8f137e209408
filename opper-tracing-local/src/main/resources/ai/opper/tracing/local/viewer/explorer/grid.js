// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The rows in sight, and the keys that move among them.

import { useEffect, useLayoutEffect, useReducer } from "../vendor/preact/hooks.mjs";
import { button, classes, div, h, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { reveal, useWindow } from "../ui/window.js";
import { address, changed, navigate } from "../frame/router.js";
import { useKeys } from "../frame/shortcuts.js";
import { nextSort } from "./columns.js";

const ROW = 34;

const HEAD = 32;

const DEFAULT_SORT = "-start_time";

function Head({ columns, query }) {
  const sort = query.get("sort") ?? DEFAULT_SORT;
  const onSort = (column) => {
    const next = nextSort(column, sort);
    navigate(address("/", changed(query, { sort: next === DEFAULT_SORT ? null : next })), { replace: true });
  };
  return div({ class: "grid-row head", role: "row" }, columns.map((column) => {
    const here = column.sort && sort.replace("-", "") === column.sort;
    const down = sort.startsWith("-");
    return div({
      key: column.key, role: "columnheader", class: classes("cell", column.end && "end"),
      "aria-sort": here ? (down ? "descending" : "ascending") : undefined,
    }, column.sort
      ? button({ class: classes("sort", here && "here"), type: "button", tabIndex: -1, title: `Sort by ${column.label.toLowerCase()}`, onClick: () => onSort(column) },
        column.label, here && icon(down ? "down" : "up"))
      : column.label || span({ class: "unseen" }, "Status"));
  }));
}

function Row({ trace, position, columns, selected, marked, onFilter }) {
  return div({
    id: `row-${position}`, role: "row", "aria-rowindex": position + 2, "aria-selected": String(selected),
    class: classes("grid-row", "trace-row", selected && "selected", marked && "is-marked", trace?.status === "error" && "failed"), style: { top: `${position * ROW}px` },
  }, columns.map((column) => div({ key: column.key, role: "gridcell", class: classes("cell", `cell-${column.key}`, column.end && "end") },
    trace ? column.cell(trace, onFilter) : column.key !== "status" && span({ class: "ghost" }))));
}

/** Restores where the reader was when they come back from a trace. */
function usePlace(box, rows) {
  useLayoutEffect(() => {
    const element = box.current;
    element.scrollTop = rows.scrollTop;
    if (document.activeElement === document.body) {
      element.focus({ preventScroll: true });
    }
    const onScroll = () => {
      rows.scrollTop = element.scrollTop;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [rows]);
}

export function Grid({ box, rows, columns, query, marked, onFilter, onMark }) {
  const [, redraw] = useReducer((version) => version + 1, 0);
  const total = rows.total ?? 0;
  const { start, end } = useWindow(box, ROW, total, HEAD);
  usePlace(box, rows);
  useEffect(() => rows.need(start, end), [rows, start, end, rows.total]);
  const select = (position) => {
    rows.selected = Math.max(0, Math.min(total - 1, position));
    reveal(box.current, rows.selected, ROW, HEAD);
    redraw();
  };
  const screenful = () => Math.floor((box.current.clientHeight - HEAD) / ROW) - 1;
  const move = (step) => () => select(rows.selected + step());
  const keys = {
    ArrowDown: move(() => 1), j: move(() => 1), ArrowUp: move(() => -1), k: move(() => -1),
    PageDown: move(screenful), PageUp: move(() => -screenful()), Home: () => select(0), End: () => select(total - 1),
    Enter: () => rows.row(rows.selected) && navigate(`/traces/${rows.row(rows.selected).id}`),
    x: () => rows.row(rows.selected) && onMark(rows.row(rows.selected).id),
    Escape: () => query.has("text") && navigate(address("/", changed(query, { text: null })), { replace: true }),
  };
  const onKeyDown = (event) => {
    if (keys[event.key] && event.target === box.current && !event.metaKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
    }
  };
  // Also when nothing has the focus, as after the page was opened.
  useKeys(document.activeElement === box.current ? {} : { ArrowDown: () => box.current.focus(), ArrowUp: () => box.current.focus() }, [total]);
  const positions = Array.from({ length: Math.max(end - start, 0) }, (_, index) => start + index);
  return div({
    ref: box, class: "grid", role: "grid", tabIndex: 0, "aria-label": "Traces", "aria-rowcount": total + 1, onKeyDown,
    "aria-busy": String(rows.total === null), "aria-activedescendant": rows.selected >= start && rows.selected < end ? `row-${rows.selected}` : undefined,
  }, h(Head, { columns, query }),
  div({ class: "grid-body", role: "rowgroup", style: { height: `${total * ROW}px` } }, positions.map((position) => {
    const trace = rows.row(position);
    return h(Row, {
      key: trace?.id ?? position, trace, position, columns, selected: position === rows.selected, marked: marked.has(trace?.id), onFilter,
    });
  })));
}
