// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Which part of the trace's time is in sight.

import { useState } from "../vendor/preact/hooks.mjs";

const CLOSEST_US = 20;

const ASIDE = 0.02;

/** `range` is null while everything is in sight, also what still grows. */
export function useZoom(whole) {
  const [range, setRange] = useState(null);
  const { from, to } = range ?? { from: 0, to: whole };
  const show = (start, end) => {
    const length = Math.max(end - start, CLOSEST_US);
    if (length >= whole) {
      setRange(null);
    } else {
      const first = Math.min(Math.max(start, 0), whole - length);
      setRange({ from: first, to: first + length });
    }
  };
  return {
    from, to, whole, zoomed: range !== null, show,
    reset: () => setRange(null),
    /** Zooms around a place, 0 at the left and 1 at the right of what is in sight. */
    by: (factor, place = 0.5) => {
      const at = from + (to - from) * place;
      show(at - (at - from) * factor, at + (to - at) * factor);
    },
    move: (share) => show(from + (to - from) * share, to + (to - from) * share),
    around: (start, end) => show(start - (end - start) * ASIDE, end + (end - start) * ASIDE),
    share: (at) => (at - from) / (to - from),
  };
}
