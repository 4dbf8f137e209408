// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Text of any length as content of an element. A browser lays out a text as a whole, which takes
// seconds for megabytes; in pieces it lays out those in sight.

import { span } from "../ui/html.js";
import { visible } from "../ui/format.js";

const PIECE = 16_000;

/** After a line if one ends there, else after a word, and never inside of a character. */
function endOf(text, start) {
  const most = start + PIECE;
  if (most >= text.length) {
    return text.length;
  }
  const half = start + PIECE / 2;
  const end = [text.lastIndexOf("\n", most), text.lastIndexOf(" ", most)].find((place) => place > half);
  if (end !== undefined) {
    return end + 1;
  }
  return /[\ud800-\udbff]/.test(text[most - 1]) ? most - 1 : most;
}

export function longText(text) {
  const shown = visible(text);
  if (shown.length <= PIECE) {
    return shown;
  }
  const pieces = [];
  for (let start = 0, end; start < shown.length; start = end) {
    end = endOf(shown, start);
    pieces.push(span({ key: start, class: "piece" }, shown.slice(start, end)));
  }
  return pieces;
}
