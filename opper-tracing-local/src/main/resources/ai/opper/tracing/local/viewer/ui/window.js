// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Which rows of a long list are in sight: all rows have one height, so that is arithmetic.

import { useEffect, useLayoutEffect, useState } from "../vendor/preact/hooks.mjs";

const OVERSCAN = 12;

/**
 * Watches a scrolling element.
 * @param box reference to the element
 * @param rowHeight pixels of one row
 * @param count how many rows there are
 * @param above pixels of a sticky head inside of the element
 */
export function useWindow(box, rowHeight, count, above = 0) {
  const [place, setPlace] = useState({ start: 0, end: 40 });
  const look = () => {
    const { scrollTop, clientHeight } = box.current;
    const start = Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN);
    const end = Math.ceil((scrollTop + clientHeight - above) / rowHeight) + OVERSCAN;
    setPlace((old) => (old.start === start && old.end === end ? old : { start, end }));
  };
  useLayoutEffect(look, [count]);
  useEffect(() => {
    const element = box.current;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  return { start: Math.min(place.start, count), end: Math.min(place.end, count) };
}

/** Scrolls just as far as it takes to see a row. */
export function reveal(box, position, rowHeight, above = 0) {
  const top = position * rowHeight;
  const view = box.clientHeight - above;
  if (top < box.scrollTop) {
    box.scrollTop = top;
  } else if (top + rowHeight > box.scrollTop + view) {
    box.scrollTop = top + rowHeight - view;
  }
}
