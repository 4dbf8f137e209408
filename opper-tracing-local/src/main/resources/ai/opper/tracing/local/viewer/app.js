// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The page: which view the address names, and whether the server wants its token.

import { render } from "./vendor/preact/preact.mjs";
import { useEffect, useState } from "./vendor/preact/hooks.mjs";
import { Login } from "./frame/login.js";
import { useLocation } from "./frame/router.js";
import { Top } from "./frame/top.js";
import { onDenied } from "./server/call.js";
import { connect } from "./server/changes.js";
import { div, h, main } from "./ui/html.js";
import { Notice, link, loading } from "./ui/parts.js";

// A view is read when it is looked at; the server's page names the modules of the first one.
const VIEWS = {
  "/": () => import("./explorer/explorer.js"),
  "/traces": () => import("./trace/trace.js"),
  "/overview": () => import("./overview/overview.js"),
  "/sessions": () => import("./sessions/sessions.js"),
  "/session": () => import("./sessions/session.js"),
  "/metrics": () => import("./metrics/metrics.js"),
  "/datasets": () => import("./datasets/datasets.js"),
  "/compare": () => import("./compare/compare.js"),
};

const NEXT_AFTER_MS = 300;

const known = new Map();

function useView(place) {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (VIEWS[place] && !known.has(place)) {
      VIEWS[place]().then((module) => {
        known.set(place, module.default);
        redraw((version) => version + 1);
        // What most readers open next is there when they do.
        setTimeout(VIEWS["/traces"], NEXT_AFTER_MS);
      });
    }
  }, [place]);
  return known.get(place);
}

function View({ path, query }) {
  const [, place, id] = path.match(/^(\/[a-z]*)(?:\/([^/]+))?$/) ?? [];
  const view = useView(place);
  if (!Object.hasOwn(VIEWS, place ?? "")) {
    return h(Notice, { title: "There is nothing here" }, link("/", { class: "primary" }, "All traces"));
  }
  return view ? h(view, { key: place === "/traces" ? path : place, id, query }) : loading();
}

function App() {
  const { path, query } = useLocation();
  const [denied, setDenied] = useState(false);
  useEffect(() => {
    onDenied(() => setDenied(true));
  }, []);
  useEffect(() => {
    if (!denied) {
      connect();
    }
  }, [denied]);
  return div({ class: "app" }, h(Top, { path, known: !denied }),
    main({}, denied ? h(Login, { onEntered: () => setDenied(false) }) : h(View, { path, query })));
}

render(h(App), document.body);
