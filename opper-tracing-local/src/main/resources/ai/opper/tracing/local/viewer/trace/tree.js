// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The spans of a trace as a tree with times in microseconds. Nothing here recurses: traces may
// be nested thousands of levels deep.

import { micros } from "../ui/format.js";

/**
 * Makes the tree. Spans whose parent is unknown are roots. Each node has `children`, `depth`,
 * `at` (microseconds after the trace's start), `length` (null while it runs) and `end`.
 */
export function treeOf(spans) {
  const nodes = new Map(spans.map((span) => [span.id, { ...span, at: micros(span.start_time), children: [], depth: 0, parent: null }]));
  const start = [...nodes.values()].reduce((least, node) => Math.min(least, node.at), Infinity);
  const roots = [];
  for (const node of nodes.values()) {
    node.length = node.end_time ? micros(node.end_time) - node.at : null;
    node.at -= start;
    node.end = node.length === null ? null : node.at + node.length;
    node.parent = nodes.get(node.parent_id) ?? null;
    (node.parent?.children ?? roots).push(node);
  }
  const inTime = (left, right) => left.at - right.at;
  roots.sort(inTime);
  const all = [];
  const stack = [...roots].reverse();
  while (stack.length > 0) {
    const node = stack.pop();
    node.depth = node.parent ? node.parent.depth + 1 : 0;
    node.children.sort(inTime);
    all.push(node);
    for (let child = node.children.length - 1; child >= 0; child--) {
      stack.push(node.children[child]);
    }
  }
  // Parents before children, so the other way round children are counted before their parents.
  for (let position = all.length - 1; position >= 0; position--) {
    all[position].below = all[position].children.reduce((sum, child) => sum + 1 + child.below, 0);
  }
  const running = all.some((node) => node.length === null);
  const services = [...new Set(all.map((node) => node.service).filter(Boolean))];
  return { start, all, nodes, roots, running, services, lastEnd: all.reduce((most, node) => Math.max(most, node.end ?? node.at), 0) };
}

/** The rows that are not inside of something collapsed. */
export function rowsOf(tree, collapsed) {
  if (collapsed.size === 0) {
    return tree.all;
  }
  const rows = [];
  for (let position = 0; position < tree.all.length; position++) {
    const node = tree.all[position];
    rows.push(node);
    if (collapsed.has(node.id)) {
      position += node.below;
    }
  }
  return rows;
}

export const endOf = (node, now) => node.end ?? Math.max(now, node.at);

/** The ids of all that a node is inside of. */
export function ancestors(node) {
  const ids = [];
  for (let parent = node?.parent; parent; parent = parent.parent) {
    ids.push(parent.id);
  }
  return ids;
}
