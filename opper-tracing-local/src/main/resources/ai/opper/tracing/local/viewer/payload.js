// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Shows what went in and out: JSON indented and coloured, other text as it is. The JSON's
// own tokens are shown, not parsed values, so that no digit of a number is lost.

import { useState } from "/viewer/vendor/hooks.mjs";
import { bytes } from "./format.js";
import { button, div, h, h3, pre, span } from "./html.js";

const SHOWN = 60_000;

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/g;

const indent = (depth) => `\n${"  ".repeat(depth)}`;

/** Pairs of class and text; joined, they are the indented document. */
function indented(tokens) {
  const parts = [];
  let depth = 0;
  tokens.forEach((token, position) => {
    const next = tokens[position + 1];
    if (token === "{" || token === "[") {
      const empty = next === "}" || next === "]";
      depth += empty ? 0 : 1;
      parts.push(["", empty ? token : token + indent(depth)]);
    } else if (token === "}" || token === "]") {
      const before = tokens[position - 1];
      const empty = before === "{" || before === "[";
      depth -= empty ? 0 : 1;
      parts.push(["", empty ? token : indent(depth) + token]);
    } else if (token === ",") {
      parts.push(["", token + indent(depth)]);
    } else if (token === ":") {
      parts.push(["", ": "]);
    } else if (token[0] === "\"") {
      parts.push([next === ":" ? "key" : "string", token]);
    } else {
      parts.push([/^[-\d]/.test(token) ? "number" : "literal", token]);
    }
  });
  return parts;
}

function isJson(text) {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function content(text) {
  if (!/^\s*[{[]/.test(text) || !isJson(text)) {
    return { kind: "text", nodes: text };
  }
  const nodes = indented(text.match(TOKEN) ?? []).map(([kind, part]) => (kind ? span({ class: kind }, part) : part));
  return { kind: "json", nodes };
}

export function Copy({ text, title = "Copy" }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1200);
  };
  return button({ class: "quiet", onClick: copy }, copied ? "Copied" : title);
}

/** A titled payload; long ones begin cut, with their size said. */
export function Payload({ title, text, tone = "" }) {
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > SHOWN;
  const { kind, nodes } = content(cut ? text.slice(0, SHOWN) : text);
  return div({ class: `block ${tone}` },
    div({ class: "block-head" }, h3({}, title), span({ class: "muted" }, bytes(new Blob([text]).size)), h(Copy, { text })),
    pre({ class: `payload ${kind}`, tabIndex: 0, "aria-label": title }, nodes),
    cut && button({ class: "quiet more", onClick: () => setWhole(true) }, `Show all ${bytes(text.length)}`));
}
