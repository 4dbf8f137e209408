// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The border between tree and span, which can be moved by pointer and keys.

import { useRef } from "../vendor/preact/hooks.mjs";
import { div } from "../ui/html.js";

const LEAST = 25;

const MOST = 80;

export function Splitter({ value, onChange }) {
  const self = useRef(null);
  const set = (percent) => onChange(Math.round(Math.min(MOST, Math.max(LEAST, percent)) * 10) / 10);
  const onPointerMove = (event) => {
    if (self.current.hasPointerCapture(event.pointerId)) {
      const box = self.current.parentElement.getBoundingClientRect();
      set((100 * (event.clientX - box.left)) / box.width);
    }
  };
  const onKeyDown = (event) => {
    const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (step) {
      event.preventDefault();
      set(value + step);
    }
  };
  return div({
    ref: self, class: "splitter", role: "separator", tabIndex: 0, "aria-orientation": "vertical", "aria-label": "Width of the tree",
    "aria-valuenow": Math.round(value), "aria-valuemin": LEAST, "aria-valuemax": MOST,
    onPointerDown: (event) => self.current.setPointerCapture(event.pointerId), onPointerMove, onKeyDown,
  });
}
