// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What changes how the trace is shown.

import { button, div, h, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { duration } from "../ui/format.js";
import { Find } from "./find.js";

const tool = (name, symbol, onClick, more = {}) => button({ class: "bare small", type: "button", title: name, "aria-label": name, onClick, ...more }, icon(symbol));

export function Toolbar({ tree, zoom, services, critical, criticalLength, collapsed, find, onCritical, onCollapse, onExpand }) {
  return div({ class: "toolbar" },
    h(Find, find),
    button({ class: "quiet small", type: "button", "aria-pressed": String(critical), title: "What decided how long it took (c)", onClick: onCritical },
      icon("path"), "Critical path", critical && span({ class: "muted" }, `${criticalLength} spans`)),
    button({ class: "bare small", type: "button", onClick: collapsed.size > 0 ? onExpand : onCollapse }, collapsed.size > 0 ? "Expand all" : "Collapse all"),
    services.length > 1 && div({ class: "legend", role: "list", "aria-label": "Services" }, services.map((service, position) => span({ key: service, role: "listitem", class: "legend-item" },
      span({ class: `service-mark service-${(position % 6) + 1}` }), service))),
    div({ class: "bar-end" },
      zoom.zoomed && span({ class: "muted zoom-range" }, `${duration(zoom.from)} – ${duration(zoom.to)} of ${duration(tree.lastEnd)}`),
      tool("Zoom out (-)", "minus", () => zoom.by(1.6), { disabled: !zoom.zoomed }), tool("Zoom in (+)", "plus", () => zoom.by(1 / 1.6)),
      tool("Whole trace (0)", "fit", zoom.reset, { disabled: !zoom.zoomed })));
}
