// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Turns `div({ class: "row" }, ...children)` into Preact elements. Children that are
// strings become text nodes: nothing in this viewer is ever parsed as HTML.

import { h } from "/viewer/vendor/preact.mjs";

const element = (name) => (props, ...children) => h(name, props, ...children);

export const [a, button, code, dd, div, dl, dt, footer, h1, h2, h3, header, input, kbd, label, li, main, nav, p, pre,
  section, span, svg, path, table, tbody, td, th, thead, time, tr, ul] = ["a", "button", "code", "dd", "div", "dl", "dt",
  "footer", "h1", "h2", "h3", "header", "input", "kbd", "label", "li", "main", "nav", "p", "pre", "section", "span",
  "svg", "path", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"].map(element);

export { h };

/** An icon of strokes on a 24 by 24 grid; decoration only, so hidden from screen readers. */
export const icon = (strokes, props = {}) => svg({
  viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", fill: "none", stroke: "currentColor",
  "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", ...props,
}, path({ d: strokes }));
