// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The course of a figure in the size of a word.

import { path, svg } from "./html.js";

const WIDTH = 96;

const HEIGHT = 22;

/** `values` in equal steps; null where there was nothing. */
export function Sparkline({ values, name }) {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const room = Math.max(...known) - least || 1;
  const points = values.map((value, position) => value !== null
    && [((position + 0.5) * WIDTH) / values.length, HEIGHT - 3 - ((value - least) / room) * (HEIGHT - 6)]).filter(Boolean);
  const line = points.map(([x, y], position) => `${position === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  return svg({ class: "sparkline", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": name },
    path({ d: points.length === 1 ? `${line}h.1` : line, fill: "none", stroke: "currentColor", "stroke-width": points.length === 1 ? 4 : 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }));
}
