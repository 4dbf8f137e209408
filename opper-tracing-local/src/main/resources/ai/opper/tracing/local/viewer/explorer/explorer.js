// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The list of traces: live, newest first, of any length.

import { useEffect, useReducer, useRef, useState } from "../vendor/preact/hooks.mjs";
import { useChanges } from "../server/changes.js";
import { button, div, h, h1, p, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { plural } from "../ui/format.js";
import { useRemembered } from "../ui/remembered.js";
import { address, changed, navigate } from "../frame/router.js";
import { template, shownColumns } from "./columns.js";
import { Empty } from "./empty.js";
import { isFiltered } from "./fields.js";
import { FilterBar } from "./filter-bar.js";
import { Grid } from "./grid.js";
import { rowsOf } from "./rows.js";

const REFRESH_MS = 400;

/** Keeps the rows up to date: at the top all of them, further down only those that are known. */
function useLiveRows(rows, atTop) {
  const [, redraw] = useReducer((version) => version + 1, 0);
  const [arrived, setArrived] = useState(false);
  const due = useRef({ ids: new Set(), all: false, timer: 0 });
  const refresh = () => {
    setArrived(false);
    return rows.refresh();
  };
  useEffect(() => {
    rows.onChange(redraw);
    refresh();
    return () => {
      rows.onChange(null);
      clearTimeout(due.current.timer);
      due.current = { ids: new Set(), all: false, timer: 0 };
    };
  }, [rows]);
  const settle = async () => {
    const { ids, all } = due.current;
    due.current = { ids: new Set(), all: false, timer: 0 };
    if (atTop()) {
      await refresh();
    } else if (all || await rows.update(ids)) {
      setArrived(true);
    }
  };
  useChanges("traces", (ids) => {
    ids?.forEach((id) => due.current.ids.add(id));
    due.current.all ||= ids === null;
    due.current.timer ||= setTimeout(settle, REFRESH_MS);
  }, [rows]);
  return { arrived, refresh };
}

function Marked({ marked, onClear }) {
  const ids = [...marked];
  return div({ class: "marked", role: "status" },
    span({}, ids.length === 1 ? "Mark one more trace to compare" : "Two traces marked"),
    ids.length === 2 && button({ class: "primary", type: "button", onClick: () => navigate(`/compare?left=${ids[0]}&right=${ids[1]}`) }, "Compare"),
    button({ class: "quiet", type: "button", onClick: onClear }, "Clear"));
}

export default function Explorer({ query }) {
  const rows = rowsOf(query);
  const grid = useRef(null);
  const [hidden, setHidden] = useRemembered("hidden-columns", []);
  const [marked, setMarked] = useState(new Set());
  const { arrived, refresh } = useLiveRows(rows, () => (grid.current?.scrollTop ?? 0) < 4);
  const columns = shownColumns(hidden);
  useEffect(() => {
    document.title = "Local Opper";
  }, []);
  const onFilter = (key, value) => navigate(address("/", changed(query, { [key]: [...new Set([...query.getAll(key), value])] })), { replace: true });
  const onMark = (id) => setMarked((old) => {
    const next = new Set(old);
    return next.delete(id) ? next : new Set([...[...next].slice(-1), id]);
  });
  const toTop = () => {
    grid.current.scrollTop = 0;
    refresh();
  };
  return div({ class: "explorer", style: { "--columns": template(columns) } },
    h1({ class: "unseen" }, "Traces"),
    h(FilterBar, { query, hidden, onHidden: setHidden, onLeave: () => grid.current?.focus() }),
    rows.total === 0 ? h(Empty, { filtered: isFiltered(query) })
      : h(Grid, { box: grid, rows, columns, query, marked, onFilter, onMark }),
    arrived && button({ class: "primary arrived", type: "button", onClick: toTop }, icon("up"), "New traces"),
    marked.size > 0 && h(Marked, { marked, onClear: () => setMarked(new Set()) }),
    rows.failure && p({ class: "failure", role: "alert" }, rows.failure.message),
    rows.total > 0 && div({ class: "explorer-foot", role: "status" },
      rows.counted ? [rows.capped ? "More than " : "", plural(rows.total, "trace")] : "Counting …"));
}
