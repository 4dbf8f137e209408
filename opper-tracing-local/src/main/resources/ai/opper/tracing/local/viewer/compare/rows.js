// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The paired spans: what is in both, what is in one, and how their figures differ.

import { useRef } from "../vendor/preact/hooks.mjs";
import { classes, div, h, span } from "../ui/html.js";
import { kindIcon } from "../ui/icons.js";
import { duration } from "../ui/format.js";
import { reveal, useWindow } from "../ui/window.js";

const ROW = 28;

const NOTICEABLE = 0.2;

const NOTICEABLE_US = 1000;

/** How a pair differs at a glance: one side missing, an error, or a clearly different duration. */
function changeOf({ left, right }) {
  if (!left || !right) {
    return left ? "gone" : "new";
  }
  if (Boolean(left.error) !== Boolean(right.error)) {
    return right.error ? "fails" : "works";
  }
  const change = Math.abs((right.length ?? 0) - (left.length ?? 0));
  if (left.total_tokens !== right.total_tokens) {
    return "tokens";
  }
  return change > NOTICEABLE_US && change > NOTICEABLE * Math.max(left.length ?? 0, right.length ?? 0) ? "time" : null;
}

const WORDS = { gone: "only left", new: "only right", fails: "fails now", works: "works now" };

const length = (node) => (node ? node.length === null ? "running" : duration(node.length) : "");

function Row({ row, position, chosen, longest, onSelect }) {
  const node = row.right ?? row.left;
  const change = changeOf(row);
  const bar = (side, name) => side && span({ class: `compare-bar ${name}`, style: { width: `${Math.max((100 * (side.length ?? 0)) / longest, 0.5)}%` } });
  return div({
    id: `pair-${position}`, role: "option", "aria-selected": String(chosen), class: classes("compare-row", chosen && "selected", change), style: { top: `${position * ROW}px` }, onClick: () => onSelect(row),
  },
  span({ class: "compare-name" }, span({ class: "guides", style: { width: `${Math.min(row.depth, 14) * 14}px` } }), kindIcon(node.type), span({ class: "grow" }, node.name), WORDS[change] && span({ class: "chip" }, WORDS[change])),
  span({ class: "cell end" }, length(row.left)), span({ class: "compare-bars", "aria-hidden": "true" }, bar(row.left, "left"), bar(row.right, "right")), span({ class: "cell end" }, length(row.right)));
}

export function Rows({ rows, chosen, onlyChanges, onSelect }) {
  const box = useRef(null);
  const shown = onlyChanges ? rows.filter(changeOf) : rows;
  const { start, end } = useWindow(box, ROW, shown.length);
  const longest = rows.reduce((most, { left, right }) => Math.max(most, left?.length ?? 0, right?.length ?? 0), 1);
  const position = shown.indexOf(chosen);
  const onKeyDown = (event) => {
    const next = { ArrowDown: shown[position + 1], ArrowUp: shown[position - 1], Home: shown[0], End: shown.at(-1) }[event.key];
    if (next) {
      event.preventDefault();
      onSelect(next);
      reveal(box.current, shown.indexOf(next), ROW);
    }
  };
  return div({ class: "card compare-rows", ref: box, role: "listbox", tabIndex: 0, "aria-label": "Spans of both traces", onKeyDown, "aria-activedescendant": position >= start && position < end ? `pair-${position}` : undefined },
    div({ class: "span-rows-body", role: "presentation", style: { height: `${shown.length * ROW}px` } }, shown.slice(start, end).map((row, index) => h(Row, {
      key: start + index, row, position: start + index, chosen: row === chosen, longest, onSelect,
    }))));
}
