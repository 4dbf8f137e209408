// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Small parts that several views show.

import { useState } from "../vendor/preact/hooks.mjs";
import { a, button, classes, div, h, h1, p, span } from "./html.js";
import { icon } from "./icons.js";
import { composition, count, plural } from "./format.js";
import { follow } from "../frame/router.js";

export const statusDot = (status) => span({ class: `dot ${status}`, role: "img", "aria-label": status, title: status });

export const chip = (text, tone, title) => span({ class: classes("chip", tone), title }, text);

/** "28 steps · 8 llm · 11 tool", as much as fits. */
export function steps(trace, most = Infinity) {
  const parts = composition(trace.types);
  return [plural(trace.span_count, "step"), ...parts.slice(0, most).map(([type, number]) => `${count(number)} ${type}`)].join(" · ");
}

export function Copy({ text, title = "Copy", label, class: kind = "quiet" }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1200);
  };
  return button({ class: kind, type: "button", title, "aria-label": copied ? "Copied" : title, onClick: copy },
    icon(copied ? "check" : "copy"), label && (copied ? "Copied" : label));
}

export const link = (href, props, ...children) => a({ href, onClick: follow, ...props }, ...children);

export const Notice = ({ title, children }) => div({ class: "notice" }, h1({}, title), children);

export const failureNotice = (failure, title = "This cannot be shown") => h(Notice, { title },
  p({ class: "failure", role: "alert" }, failure.message));

/** Stands where content will be; no words, since it is seen for a blink. */
export const loading = () => div({ class: "loading", role: "status", "aria-label": "Loading" });

/** Choices of which one holds. */
export const Segments = ({ name, value, choices, onChange }) => div({ class: "segments", role: "group", "aria-label": name },
  choices.map(([key, text, title]) => button({
    key, type: "button", title, "aria-pressed": String(key === value), onClick: () => onChange(key),
  }, text)));
