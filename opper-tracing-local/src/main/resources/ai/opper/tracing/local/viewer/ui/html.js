// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Turns `div({ class: "row" }, ...children)` into Preact elements. Children that are
// strings become text nodes: nothing is ever parsed as HTML, except by payload/markdown.js.

import { h } from "../vendor/preact/preact.mjs";

const element = (name) => (props, ...children) => h(name, props, ...children);

export const [a, aside, b, button, canvas, code, dd, details, dialog, div, dl, dt, form, h1, h2, h3, header, hr, img, input,
  kbd, label, li, main, nav, ol, option, p, pre, section, select, span, strong, summary, svg, path, table, tbody, td, textarea,
  th, thead, time, tr, ul] = ["a", "aside", "b", "button", "canvas", "code", "dd", "details", "dialog", "div", "dl", "dt",
  "form", "h1", "h2", "h3", "header", "hr", "img", "input", "kbd", "label", "li", "main", "nav", "ol", "option", "p", "pre",
  "section", "select", "span", "strong", "summary", "svg", "path", "table", "tbody", "td", "textarea", "th", "thead",
  "time", "tr", "ul"].map(element);

export { h };

/** Joins class names; falsy ones are left out. */
export const classes = (...names) => names.filter(Boolean).join(" ");
