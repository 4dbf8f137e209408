// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The page: which view the address names, and whether the server wants its token.

import { render } from "/viewer/vendor/preact.mjs";
import { useEffect, useState } from "/viewer/vendor/hooks.mjs";
import { connect, useLive } from "./api.js";
import { Datasets } from "./datasets.js";
import { a, button, div, h, header, main, nav, span, svg } from "./html.js";
import { Login } from "./login.js";
import { follow, useLocation } from "./router.js";
import { TraceList } from "./trace-list.js";
import { TraceView } from "./trace-view.js";

const mark = () => svg({ viewBox: "0 0 32 32", class: "mark", "aria-hidden": "true" },
  h("rect", { width: 32, height: 32, rx: 8, class: "mark-ground" }),
  h("rect", { x: 7, y: 8, width: 18, height: 4, rx: 2, class: "mark-1" }),
  h("rect", { x: 11, y: 14, width: 10, height: 4, rx: 2, class: "mark-2" }),
  h("rect", { x: 15, y: 20, width: 10, height: 4, rx: 2, class: "mark-3" }));

function Live() {
  const live = useLive();
  return span({ class: live ? "live on" : "live", role: "status" }, span({ class: "live-dot" }),
    live ? "Live" : "Connecting…");
}

function Top({ path }) {
  const tab = (href, text, here) => a({ href, onClick: follow, class: "tab", "aria-current": here ? "page" : undefined }, text);
  return header({ class: "top" },
    a({ href: "/", onClick: follow, class: "brand" }, mark(), "Local Opper"),
    nav({ "aria-label": "Views" },
      tab("/", "Traces", path === "/" || path.startsWith("/traces/")),
      tab("/datasets", "Datasets", path === "/datasets")),
    h(Live));
}

function View({ path, query, onDenied }) {
  const trace = path.match(/^\/traces\/([^/]+)$/);
  if (trace) {
    return h(TraceView, { key: trace[1], id: trace[1], spanId: query.get("span"), onDenied });
  }
  return path === "/datasets" ? h(Datasets, { onDenied }) : h(TraceList, { query, onDenied });
}

function App() {
  const { path, query } = useLocation();
  const [denied, setDenied] = useState(false);
  const onDenied = () => setDenied(true);
  useEffect(() => {
    if (!denied) {
      connect();
    }
  }, [denied]);
  return div({ class: "app" }, h(Top, { path }),
    main({}, denied ? h(Login, { onEntered: () => setDenied(false) }) : h(View, { path, query, onDenied })));
}

render(h(App), document.body);
