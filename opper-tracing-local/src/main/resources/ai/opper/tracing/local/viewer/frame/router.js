// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The address bar is the state that can be shared: which view, which span, which filter.

import { useEffect, useState } from "../vendor/preact/hooks.mjs";

const listeners = new Set();

const current = () => ({ path: location.pathname, query: new URLSearchParams(location.search) });

const announce = () => listeners.forEach((listener) => listener(current()));

addEventListener("popstate", announce);

export function navigate(url, { replace = false } = {}) {
  if (url !== location.pathname + location.search) {
    history[replace ? "replaceState" : "pushState"](null, "", url);
    announce();
  }
}

/** Follows a link inside the page; new tabs stay the browser's business. */
export function follow(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  navigate(event.currentTarget.getAttribute("href"));
}

export const address = (path, query) => {
  const text = String(query);
  return text ? `${path}?${text}` : path;
};

/** The query with some parameters changed; null and empty ones go. */
export function changed(query, changes) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    [value].flat().filter((one) => one !== null && one !== undefined && one !== "").forEach((one) => next.append(name, one));
  }
  return next;
}

export function useLocation() {
  const [place, setPlace] = useState(current);
  useEffect(() => {
    listeners.add(setPlace);
    return () => listeners.delete(setPlace);
  }, []);
  return place;
}
