// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The stream that says what changed on the server.

import { useEffect, useState } from "../vendor/preact/hooks.mjs";
import { EVENTS } from "./api.js";

const RETRY_MS = 3000;

const listeners = { traces: new Set(), datasets: new Set(), thresholds: new Set(), live: new Set() };

let live = false;

let stream;

const tell = (subject, news) => listeners[subject].forEach((listener) => listener(news));

function setLive(value) {
  live = value;
  tell("live", value);
}

function tellAll() {
  ["traces", "datasets", "thresholds"].forEach((subject) => tell(subject, null));
}

/** Opens the stream once; the browser reconnects it by itself, and "hello" says that it has. */
export function connect() {
  if (stream) {
    return;
  }
  stream = new EventSource(EVENTS);
  // Also after the first greeting: something may have changed since the page was read.
  stream.addEventListener("hello", () => {
    setLive(true);
    tellAll();
  });
  stream.addEventListener("traces", (event) => {
    const { ids, more } = JSON.parse(event.data);
    tell("traces", more ? null : new Set(ids));
  });
  stream.addEventListener("datasets", () => tell("datasets", null));
  stream.addEventListener("thresholds", () => tell("thresholds", null));
  stream.addEventListener("error", () => {
    setLive(false);
    if (stream.readyState === EventSource.CLOSED) {
      stream = undefined;
      setTimeout(connect, RETRY_MS);
    }
  });
}

/** Calls back with the ids of changed traces, or with null when anything may have changed. */
export function useChanges(subject, listener, dependencies) {
  useEffect(() => {
    listeners[subject].add(listener);
    return () => listeners[subject].delete(listener);
  }, dependencies);
}

export function useLive() {
  const [value, setValue] = useState(live);
  useChanges("live", setValue, []);
  return value;
}
