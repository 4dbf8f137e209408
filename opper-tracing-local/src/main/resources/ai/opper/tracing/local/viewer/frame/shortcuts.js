// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What the keys do, shown on "?".

import { useLayoutEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { button, dd, dialog, div, dl, dt, h2, h3, kbd } from "../ui/html.js";
import { icon } from "../ui/icons.js";

const KEYS = [
  ["Everywhere", [["/", "search or find"], ["g e o s m d", "g, then the letter: explorer, overview, sessions, metrics, datasets"], ["?", "these keys"]]],
  ["Explorer", [["↑ ↓", "move"], ["Enter", "open the trace"], ["x", "mark for comparing"], ["Esc", "clear the search"]]],
  ["Trace", [["↑ ↓ ← →", "move, collapse, expand"], ["[ ]", "trace before and after in the list"], ["+ - 0", "zoom in, out, whole"],
    ["z", "zoom to the span"], ["c", "critical path"], ["Enter", "next place found"], ["Esc", "back to the list"]]],
];

/** Whether a key is meant for the control that has the focus. */
export const isTyping = (event) => /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.metaKey || event.ctrlKey || event.altKey
  || (/^(BUTTON|A|SUMMARY)$/.test(event.target.tagName) && /^(Enter| )$/.test(event.key));

/** Calls handlers by key while the component is shown, from the moment on that it is. */
export function useKeys(handlers, dependencies) {
  useLayoutEffect(() => {
    const onKeyDown = (event) => {
      if (!event.defaultPrevented && !isTyping(event) && !document.querySelector("dialog[open]") && handlers[event.key]) {
        event.preventDefault();
        handlers[event.key](event);
      }
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, dependencies);
}

export function Shortcuts() {
  const self = useRef(null);
  const [, setShown] = useState(false);
  const show = () => {
    self.current.showModal();
    setShown(true);
  };
  useKeys({ "?": show }, []);
  return [
    button({ key: "open", class: "bare", type: "button", title: "Keys (?)", "aria-label": "Keys", onClick: show }, icon("keyboard")),
    dialog({ key: "dialog", ref: self, class: "keys", "aria-labelledby": "keys-title", onClick: (event) => event.target === self.current && self.current.close() },
      div({ class: "keys-head" }, h2({ id: "keys-title" }, "Keys"),
        button({ class: "bare", type: "button", "aria-label": "Close", onClick: () => self.current.close() }, icon("cross"))),
      div({ class: "keys-body" }, KEYS.map(([place, keys]) => div({ key: place }, h3({}, place),
        dl({}, keys.map(([key, meaning]) => [dt({}, key.split(" ").filter(Boolean).map((one) => kbd({}, one))), dd({}, meaning)])))))),
  ];
}
