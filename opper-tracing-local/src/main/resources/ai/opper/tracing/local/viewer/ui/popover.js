// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// A button with a panel below it that closes when one leaves it.

import { useEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { button, classes, div, h } from "./html.js";

/**
 * `content(close)` makes the panel; the first control in it gets the focus.
 */
export function Popover({ label, name, class: kind = "quiet", title, align = "start", content, initiallyOpen = false, onClose }) {
  const [open, setOpen] = useState(initiallyOpen);
  const self = useRef(null);
  const shut = (refocus) => {
    setOpen(false);
    onClose?.();
    if (refocus) {
      self.current?.querySelector("button")?.focus();
    }
  };
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    self.current.querySelector(".popover")?.querySelector("input, select, textarea, button, a")?.focus();
    const outside = (event) => !self.current.contains(event.target) && shut(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const onKeyDown = (event) => {
    if (open && event.key === "Escape") {
      event.stopPropagation();
      shut(true);
    }
  };
  return div({ class: "popover-place", ref: self, onKeyDown },
    button({
      class: kind, type: "button", title, "aria-label": name, "aria-haspopup": "dialog", "aria-expanded": String(open),
      onClick: () => (open ? shut(false) : setOpen(true)),
    }, label),
    open && div({ class: classes("popover", align === "end" && "end"), role: "dialog", "aria-label": name ?? title }, content(() => shut(true))));
}

/** A list of actions or links; arrow keys move in it. */
export function Menu({ items, close }) {
  const onKeyDown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const all = [...event.currentTarget.querySelectorAll("button, a")];
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    }
  };
  return div({ class: "menu", onKeyDown }, items.filter(Boolean).map((item) => (item.href
    ? h("a", { key: item.text, class: "menu-item", href: item.href, download: item.download, onClick: () => close() }, item.icon, item.text)
    : button({
      key: item.text, type: "button", class: classes("menu-item", item.bad && "bad"), "aria-pressed": item.pressed,
      onClick: () => {
        item.action();
        if (!item.stays) {
          close();
        }
      },
    }, item.icon, item.text))));
}
