// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The page: which view the address names, and whether the server wants its token.

import { render } from "./vendor/preact/preact.mjs";
import { useEffect, useState } from "./vendor/preact/hooks.mjs";
import { Explorer } from "./explorer/explorer.js";
import { Login } from "./frame/login.js";
import { useLocation } from "./frame/router.js";
import { Top } from "./frame/top.js";
import { onDenied } from "./server/call.js";
import { connect } from "./server/changes.js";
import { TraceView } from "./trace/trace.js";
import { div, h, main } from "./ui/html.js";
import { Notice, link, loading } from "./ui/parts.js";

// What is not needed at first is read when it is looked at.
const LATER = {
  "/overview": () => import("./overview/overview.js"),
  "/sessions": () => import("./sessions/sessions.js"),
  "/session": () => import("./sessions/session.js"),
  "/metrics": () => import("./metrics/metrics.js"),
  "/datasets": () => import("./datasets/datasets.js"),
  "/compare": () => import("./compare/compare.js"),
};

function Later({ load, ...props }) {
  const [View, setView] = useState(null);
  useEffect(() => {
    load().then((module) => setView(() => module.default));
  }, []);
  return View ? h(View, props) : loading();
}

function View({ path, query }) {
  const [, id] = path.match(/^\/traces\/([^/]+)$/) ?? [];
  if (id) {
    return h(TraceView, { key: id, id, query });
  }
  if (path === "/") {
    return h(Explorer, { query });
  }
  const [, place, rest] = path.match(/^(\/[a-z]+)(?:\/([^/]+))?$/) ?? [];
  return Object.hasOwn(LATER, place ?? "")
    ? h(Later, { key: place, load: LATER[place], id: rest, query })
    : h(Notice, { title: "There is nothing here" }, link("/", { class: "primary" }, "All traces"));
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
