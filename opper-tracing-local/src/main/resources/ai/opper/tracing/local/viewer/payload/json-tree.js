// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// JSON as a tree that folds.

import { useMemo, useState } from "../vendor/preact/hooks.mjs";
import { button, classes, div, p, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { count, plural, visible } from "../ui/format.js";
import { parseJson } from "./json.js";
import { longText } from "./long-text.js";

const OPEN_DEPTH = 4;

const OPEN_CHILDREN = 40;

const ROWS = 400;

const LONG = 600;

const initiallyOpen = (node, depth) => depth < OPEN_DEPTH && node.children.length <= OPEN_CHILDREN;

/** The rows in sight, at most so many; a stack, since documents may be deep. */
function rowsOf(root, toggled, most) {
  const rows = [];
  const stack = [{ node: root, depth: 0 }];
  while (stack.length > 0 && rows.length <= most) {
    const { node, depth } = stack.pop();
    const open = node.children && initiallyOpen(node, depth) !== toggled.has(node);
    rows.push({ node, depth, open });
    if (open) {
      for (let position = node.children.length - 1; position >= 0; position--) {
        stack.push({ node: node.children[position], depth: depth + 1 });
      }
    }
  }
  return rows;
}

function text(raw) {
  try {
    return visible(JSON.parse(raw));
  } catch {
    return visible(raw.slice(1, -1));
  }
}

function Value({ node, wide, onWiden }) {
  if (node.kind !== "string") {
    return span({ class: node.kind }, node.raw);
  }
  const whole = text(node.raw);
  const cut = !wide && whole.length > LONG;
  return span({ class: "string" }, cut ? `${whole.slice(0, LONG)}…` : longText(whole),
    cut && button({ class: "link", type: "button", onClick: onWiden }, `all ${count(whole.length)} characters`));
}

export function JsonTree({ source, name }) {
  const root = useMemo(() => parseJson(source), [source]);
  const [toggled, setToggled] = useState(new Set());
  const [wide, setWide] = useState(new Set());
  const [most, setMost] = useState(ROWS);
  const flip = (set, node) => {
    const next = new Set(set);
    return next.delete(node) ? next : next.add(node);
  };
  if (!root) {
    return p({ class: "muted" }, "This is no complete JSON.");
  }
  const rows = rowsOf(root, toggled, most);
  return div({ class: "json", role: "group", "aria-label": name, tabIndex: 0 }, rows.slice(0, most).map(({ node, depth, open }, position) => div({
    key: position, class: "json-row", style: { paddingLeft: `${Math.min(depth, 30) * 14}px` },
  },
  node.children
    ? button({
      class: classes("toggle", open && "open"), type: "button", "aria-expanded": String(open),
      "aria-label": node.key ? text(node.key) : node.kind, onClick: () => setToggled(flip(toggled, node)),
    }, icon("chevron"))
    : span({ class: "toggle" }),
  span({ class: "json-text" },
    node.key !== undefined && [span({ key: "key", class: "key" }, text(node.key)), span({ key: "colon", class: "muted" }, ": ")],
    node.children
      ? span({ class: "muted" }, node.kind === "object" ? `{ ${plural(node.children.length, "field")} }` : `[ ${count(node.children.length)} ]`)
      : Value({ node, wide: wide.has(node), onWiden: () => setWide(flip(wide, node)) })))),
  rows.length > most && button({ class: "quiet small", type: "button", onClick: () => setMost(most + ROWS * 5) }, "Show more"));
}
