// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// One span of the tree: what it is, and its bar.

import { button, classes, div, h, span } from "../ui/html.js";
import { icon, kindIcon } from "../ui/icons.js";
import { compactCount, money } from "../ui/format.js";
import { Bar } from "./bar.js";

export const ROW = 28;

const GUIDES = 14;

export function Row({ node, position, zoom, now, traceStart, selected, collapsed, found, pieces, service, onSelect, onToggle }) {
  const cost = node.cost > 0 ? money(node.cost) : null;
  return div({
    id: `span-${node.id}`, role: "treeitem", "aria-level": node.depth + 1, "aria-selected": String(selected),
    "aria-expanded": node.children.length > 0 ? String(!collapsed) : undefined, style: { top: `${position * ROW}px` },
    class: classes("span-row", selected && "selected", node.error && "has-error", found && "found", pieces && "is-critical"),
    onClick: () => onSelect(node.id), onDblClick: () => zoom.around(node.at, node.end ?? now),
  },
  span({ class: "tree-cell" },
    service > 0 && span({ class: `service-mark service-${((service - 1) % 6) + 1}`, title: node.service }),
    span({ class: "guides", style: { width: `${Math.min(node.depth, GUIDES) * 14}px` } }),
    node.children.length > 0
      ? button({
        class: classes("toggle", !collapsed && "open"), type: "button", tabIndex: -1, "aria-label": `${collapsed ? "Expand" : "Collapse"} ${node.name}`,
        onClick: (event) => {
          event.stopPropagation();
          onToggle(node.id, event.altKey);
        },
      }, icon("chevron"))
      : span({ class: "toggle" }),
    kindIcon(node.type),
    span({ class: "span-name", title: node.name }, node.name),
    collapsed && span({ class: "below" }, `+${node.below}`),
    node.model && node.model !== node.name && span({ class: "span-extra" }, node.model),
    node.error && span({ class: "error-mark", title: node.error, role: "img", "aria-label": "error" }, "!"),
    node.finding_count > 0 && span({ class: "span-extra", title: "findings" }, icon("flag")),
    span({ class: "span-figures" }, node.total_tokens > 0 && span({ title: "tokens" }, compactCount(node.total_tokens)), cost && span({ title: "cost" }, cost))),
  h(Bar, { node, zoom, now, traceStart, pieces }));
}
