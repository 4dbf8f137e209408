// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// One call to the server: JSON in, JSON out, failures as sentences.

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const deniedListeners = new Set();

/** Calls back when the server wants its token. */
export const onDenied = (listener) => deniedListeners.add(listener);

function messageOf(text) {
  try {
    return JSON.parse(text).message;
  } catch {
    return undefined;
  }
}

export async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new ApiError(0, "Local Opper does not answer. Is it still running?");
  }
  const text = response.status === 204 ? "" : await response.text();
  if (response.status === 401 && !path.endsWith("/login")) {
    deniedListeners.forEach((listener) => listener());
  }
  if (!response.ok) {
    throw new ApiError(response.status, messageOf(text) ?? `The server answered with status ${response.status}.`);
  }
  return text ? JSON.parse(text) : null;
}

export const send = (method, path, body) => call(path, {
  method,
  headers: { "Content-Type": "application/json" },
  body: body === undefined ? undefined : JSON.stringify(body),
});
