// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Pairs the spans of two traces: children of paired spans are compared by name and type, in order.

import { diffArrays } from "../vendor/diff/index.mjs";

const sameWork = (left, right) => left.name === right.name && left.type === right.type;

const ROOT = { children: [] };

function pairs(left, right) {
  const found = [];
  let [l, r] = [0, 0];
  for (const part of diffArrays(left, right, { comparator: sameWork })) {
    for (let position = 0; position < part.count; position++) {
      found.push(part.added ? { left: null, right: right[r++] } : part.removed ? { left: left[l++], right: null } : { left: left[l++], right: right[r++] });
    }
  }
  return found;
}

/** Roots are one work each, also when they are named differently. */
const rootPairs = (left, right) => (left.roots.length === 1 && right.roots.length === 1 ? [{ left: left.roots[0], right: right.roots[0] }] : pairs(left.roots, right.roots));

/** Rows of `{ left, right, depth }` in the order of a tree; either side may be null. */
export function align(left, right) {
  const rows = [];
  const stack = rootPairs(left, right).reverse().map((pair) => ({ ...pair, depth: 0 }));
  while (stack.length > 0) {
    const row = stack.pop();
    rows.push(row);
    const below = pairs((row.left ?? ROOT).children, (row.right ?? ROOT).children);
    below.reverse().forEach((pair) => stack.push({ ...pair, depth: row.depth + 1 }));
  }
  return rows;
}

export const keyOf = (row) => `${row.left?.id ?? ""}-${row.right?.id ?? ""}`;
