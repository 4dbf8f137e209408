// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The bar above every view.

import { useEffect, useRef } from "../vendor/preact/hooks.mjs";
import { listThresholds } from "../server/api.js";
import { useChanges, useLive } from "../server/changes.js";
import { useLiveReload, useResource } from "../server/resource.js";
import { a, div, h, header, img, nav, span } from "../ui/html.js";
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

// As in index.html, where it is seen before this module is there.
const brand = () => a({ href: "/", onClick: follow, class: "brand" },
  img({ class: "mark", src: new URL("../icon.svg", import.meta.url).href, alt: "" }), "Local Opper");

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
    brand(),
    nav({ "aria-label": "Views" }, VIEWS.map(([href, text, , here]) => link(href, {
      key: href, class: "tab", "aria-current": here.test(path) ? "page" : undefined,
    }, text))),
    div({ class: "top-end" }, known && h(Alerts), h(Live), h(Shortcuts), h(ThemeSwitch)));
}
