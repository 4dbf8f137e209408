// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What changed between two texts, line by line and word by word.

import { useMemo } from "../vendor/preact/hooks.mjs";
import { classes, div, p, span } from "../ui/html.js";
import { visible } from "../ui/format.js";
import { diffLines, diffWordsWithSpace } from "../vendor/diff/index.mjs";
import { looksLikeJson, valueOf } from "../payload/json.js";

// Comparing words costs the product of both lengths.
const WORDWISE = 6000;

const LONGEST = 100_000;

/** JSON is compared field by field, so that its lines are fields. */
function readable(text) {
  const value = looksLikeJson(text) ? valueOf(text) : typeof valueOf(text) === "string" ? valueOf(text) : undefined;
  return visible(typeof value === "string" ? value : value === undefined ? text : JSON.stringify(value, null, 2)).slice(0, LONGEST);
}

const WORD_OR_LINE = /[\p{L}\p{N}\n]/u;

/**
 * Makes one change of changes with nothing but spaces or punctuation between them: a sentence that was replaced is read as
 * two sentences, and not as a word of each in turn.
 */
function readTogether(parts) {
  const together = [];
  let change = null;
  const end = () => {
    together.push(...[change?.removed && { removed: true, value: change.removed }, change?.added && { added: true, value: change.added }].filter(Boolean));
    change = null;
  };
  parts.forEach((part, position) => {
    if (part.added || part.removed) {
      change ??= { removed: "", added: "" };
      change[part.added ? "added" : "removed"] += part.value;
    } else if (change?.removed && change.added && position + 1 < parts.length && !WORD_OR_LINE.test(part.value)) {
      change.removed += part.value;
      change.added += part.value;
    } else {
      end();
      together.push(part);
    }
  });
  end();
  return together;
}

export function TextDiff({ name, left, right }) {
  const parts = useMemo(() => {
    const [before, after] = [readable(left), readable(right)];
    return before.length + after.length < WORDWISE ? readTogether(diffWordsWithSpace(before, after)) : diffLines(before, after);
  }, [left, right]);
  if (parts.every((part) => !part.added && !part.removed)) {
    return div({ class: "block" }, div({ class: "block-head" }, span({ class: "diff-name" }, name), span({ class: "chip" }, "the same")),
      div({ class: "payload-body text prose diff" }, parts.length > 0 ? parts[0].value : p({ class: "muted" }, "empty")));
  }
  return div({ class: "block" }, div({ class: "block-head" }, span({ class: "diff-name" }, name), span({ class: "chip warn" }, "changed")),
    div({ class: "payload-body text prose diff", tabIndex: 0, role: "group", "aria-label": `${name}, what changed` }, parts.map((part, position) => span({
      key: position, class: classes(part.added && "added", part.removed && "removed"), title: part.added ? "only right" : part.removed ? "only left" : undefined,
    }, part.value))));
}
