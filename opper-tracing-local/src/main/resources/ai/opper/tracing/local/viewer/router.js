// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The address bar is the state that can be shared: which trace, which span, which filter.

import { useEffect, useState } from "/viewer/vendor/hooks.mjs";

const listeners = new Set();

const current = () => ({ path: location.pathname, query: new URLSearchParams(location.search) });

const announce = () => listeners.forEach((listener) => listener(current()));

addEventListener("popstate", announce);

export function navigate(url, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", url);
  announce();
}

/** Follows a link inside the page; new tabs stay the browser's business. */
export function follow(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  navigate(event.currentTarget.getAttribute("href"));
}

export function useLocation() {
  const [place, setPlace] = useState(current);
  useEffect(() => {
    listeners.add(setPlace);
    return () => listeners.delete(setPlace);
  }, []);
  return place;
}
