// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The bar above every view.

import { useEffect, useRef } from "../vendor/preact/hooks.mjs";
import { listThresholds } from "../server/api.js";
import { useChanges, useLive } from "../server/changes.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { a, div, h, header, nav, span, svg } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { link } from "../ui/parts.js";
import { plural } from "../ui/format.js";
import { follow, navigate } from "./router.js";
import { Shortcuts, isTyping } from "./shortcuts.js";
import { ThemeSwitch } from "./theme.js";

const VIEWS = [
  ["/", "Explorer", "e", /^\/$|^\/traces|^\/compare/],
  ["/overview", "Overview", "o", /^\/overview/],
  ["/sessions", "Sessions", "s", /^\/session/],
  ["/metrics", "Metrics", "m", /^\/metrics/],
  ["/datasets", "Datasets", "d", /^\/datasets/],
];

const ALERTS_EVERY_MS = 10_000;

const mark = () => svg({ viewBox: "0 0 32 32", class: "mark", "aria-hidden": "true" },
  h("rect", { width: 32, height: 32, rx: 8, class: "mark-ground" }),
  h("rect", { x: 7, y: 8, width: 18, height: 4, rx: 2, class: "mark-1" }),
  h("rect", { x: 11, y: 14, width: 10, height: 4, rx: 2, class: "mark-2" }),
  h("rect", { x: 15, y: 20, width: 10, height: 4, rx: 2, class: "mark-3" }));

function Live() {
  const live = useLive();
  return span({ class: live ? "live on" : "live", role: "status" }, span({ class: "live-dot" }), live ? "Live" : "Connecting…");
}

function Alerts() {
  const { data, reload } = useResource(listThresholds, []);
  useLiveReload(reload, ALERTS_EVERY_MS);
  useChanges("thresholds", reload, [reload]);
  const alerts = (data?.data ?? []).filter((threshold) => threshold.state === "alert");
  return alerts.length > 0 && link("/metrics", {
    class: "alerts", title: alerts.map((one) => `${one.dimension}: ${one.statistic} ${one.operator} ${one.limit}`).join("\n"),
  }, icon("warning"), plural(alerts.length, "alert"));
}

/** "g" and then a letter leads to a view. */
function useLeaps() {
  const leaping = useRef(false);
  useEffect(() => {
    const onKeyDown = (event) => {
      if (isTyping(event)) {
        return;
      }
      const target = leaping.current && VIEWS.find(([, , key]) => key === event.key);
      leaping.current = event.key === "g";
      if (target) {
        event.preventDefault();
        navigate(target[0]);
      }
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

export function Top({ path, known }) {
  useLeaps();
  return header({ class: "top" },
    a({ href: "/", onClick: follow, class: "brand" }, mark(), "Local Opper"),
    nav({ "aria-label": "Views" }, VIEWS.map(([href, text, , here]) => link(href, {
      key: href, class: "tab", "aria-current": here.test(path) ? "page" : undefined,
    }, text))),
    div({ class: "top-end" }, known && h(Alerts), h(Live), h(Shortcuts), h(ThemeSwitch)));
}
