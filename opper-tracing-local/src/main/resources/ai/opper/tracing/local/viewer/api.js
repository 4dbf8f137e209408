// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Talks to the server: JSON calls, and the stream that says which traces changed.

import { useEffect, useState } from "/viewer/vendor/hooks.mjs";

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError(0, "Local Opper does not answer. Is it still running?");
  }
  const text = response.status === 204 ? "" : await response.text();
  if (!response.ok) {
    throw new ApiError(response.status, messageOf(text) ?? `The server answered with status ${response.status}.`);
  }
  return text ? JSON.parse(text) : null;
}

function messageOf(text) {
  try {
    return JSON.parse(text).message;
  } catch {
    return undefined;
  }
}

const post = (path, body) => call(path, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: body === undefined ? undefined : JSON.stringify(body),
});

export const listTraces = (parameters) => call(`/api/traces?${new URLSearchParams(parameters)}`);
export const getTrace = (id) => call(`/api/traces/${id}`);
export const getSpan = (id) => call(`/v2/spans/${id}`);
export const listMetrics = (spanId) => call(`/v2/spans/${spanId}/metrics?limit=100`);
export const saveExample = (spanId) => post(`/v2/spans/${spanId}/save_examples`);
export const giveFeedback = (spanId, score) => post(`/v2/spans/${spanId}/feedback`, { score });
export const listDatasets = () => call("/api/datasets");
export const login = (token) => post("/api/login", { token });

const changeListeners = new Set();
const liveListeners = new Set();
let live = false;

function setLive(value) {
  live = value;
  liveListeners.forEach((listener) => listener(value));
}

let stream;

/** Opens the stream once; the browser reconnects it by itself, and "hello" says that it has. */
export function connect() {
  if (stream) {
    return;
  }
  stream = new EventSource("/api/events");
  stream.addEventListener("hello", () => {
    setLive(true);
    changeListeners.forEach((listener) => listener(null));
  });
  stream.addEventListener("traces", (event) => {
    const ids = new Set(JSON.parse(event.data));
    changeListeners.forEach((listener) => listener(ids));
  });
  stream.addEventListener("error", () => {
    setLive(false);
    if (stream.readyState === EventSource.CLOSED) {
      stream = undefined;
      setTimeout(connect, 3000);
    }
  });
}

/** Calls back with the ids of changed traces, or with null when anything may have changed. */
export function useChanges(listener, dependencies) {
  useEffect(() => {
    changeListeners.add(listener);
    return () => changeListeners.delete(listener);
  }, dependencies);
}

export function useLive() {
  const [value, setValue] = useState(live);
  useEffect(() => {
    liveListeners.add(setValue);
    setValue(live);
    return () => liveListeners.delete(setValue);
  }, []);
  return value;
}
