// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// A span in time: its bar, what of it is on the critical path, and its events.

import { classes, span } from "../ui/html.js";
import { kindOf } from "../ui/icons.js";
import { duration, micros } from "../ui/format.js";
import { endOf } from "./tree.js";

const percent = (share) => `${(100 * share).toFixed(4)}%`;

const within = (share) => Math.min(Math.max(share, -0.5), 1.5);

function place(left, right) {
  // The label goes where there is room: behind the bar, before it, or on it.
  if (right < 0.84) {
    return { style: { left: `calc(${percent(Math.max(right, 0))} + 6px)` } };
  }
  return left > 0.16 ? { style: { right: `calc(${percent(1 - Math.min(left, 1))} + 6px)` } } : { onBar: true, style: { right: `calc(${percent(Math.max(1 - right, 0))} + 6px)` } };
}

export function Bar({ node, zoom, now, traceStart, pieces }) {
  const end = endOf(node, now);
  const left = within(zoom.share(node.at));
  const right = within(zoom.share(end));
  const visible = right >= 0 && left <= 1;
  const label = place(left, right);
  return span({ class: "time-cell" },
    visible && span({
      class: classes("bar", `kind-${kindOf(node.type)}`, node.error && "failed", node.length === null && "running"),
      style: { left: percent(left), width: percent(right - left) },
    }),
    pieces?.map((piece) => span({
      key: piece.from, class: "critical", style: { left: percent(within(zoom.share(piece.from))), width: percent(within(zoom.share(piece.to)) - within(zoom.share(piece.from))) },
    })),
    visible && node.events.map((event, position) => event.time && span({
      key: position, class: "event-mark", title: `${event.name} at +${duration(Math.max(micros(event.time) - traceStart, 0))}`,
      style: { left: percent(within(zoom.share(micros(event.time) - traceStart))) },
    })),
    visible && span({ class: classes("bar-label", label.onBar && "on-bar"), style: label.style }, node.length === null ? "running" : duration(node.length)));
}
