// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Which spans decided how long the trace took: walks back from the end, always into the child
// that ended last before.

import { endOf } from "./tree.js";

/** Pieces of time by span id: `[{ from, to }]` in microseconds, in which the span was what all waited for. */
export function criticalPath(tree, now) {
  const pieces = new Map();
  const add = (node, from, to) => {
    if (to > from) {
      (pieces.get(node.id) ?? pieces.set(node.id, []).get(node.id)).push({ from, to });
    }
  };
  const last = tree.roots.reduce((left, right) => (left && endOf(left, now) >= endOf(right, now) ? left : right), null);
  const stack = last ? [{ node: last, limit: endOf(last, now), until: endOf(last, now), next: null }] : [];
  while (stack.length > 0) {
    const frame = stack.at(-1);
    const { node } = frame;
    frame.next ??= [...node.children].sort((left, right) => endOf(left, now) - endOf(right, now));
    const child = takeBefore(frame.next, frame, now);
    if (child) {
      const end = Math.min(endOf(child, now), frame.limit);
      add(node, end, frame.until);
      frame.until = Math.max(child.at, node.at);
      stack.push({ node: child, limit: end, until: end, next: null });
    } else {
      add(node, node.at, frame.until);
      stack.pop();
    }
  }
  return pieces;
}

/** Takes the child that ended last of those that had ended by then; one that outlives its parent ends with it. */
function takeBefore(children, { until, limit }, now) {
  while (children.length > 0) {
    const child = children.pop();
    if (child.at < until && Math.min(endOf(child, now), limit) <= until) {
      return child;
    }
  }
  return undefined;
}
