// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Choices of the reader that this browser keeps.

import { useState } from "../vendor/preact/hooks.mjs";

const PREFIX = "local-opper.";

export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Keeps a value; a browser that stores nothing keeps it until the page is left. */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private windows refuse to store.
  }
}

export function useRemembered(name, otherwise) {
  const [value, setValue] = useState(() => recall(name, otherwise));
  return [value, (next) => {
    setValue(next);
    remember(name, next);
  }];
}
