// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The time that a page of figures looks at, kept in the address.

import { option, select } from "./html.js";
import { address, changed, navigate } from "../frame/router.js";

const RANGES = [["900", "Last 15 minutes"], ["3600", "Last hour"], ["21600", "Last 6 hours"], ["86400", "Last 24 hours"], ["604800", "Last 7 days"], ["2592000", "Last 30 days"]];

const USUAL = "86400";

export const sinceOf = (query) => (query.has("from") ? "" : query.get("since") ?? USUAL);

/** `from` and `to` for the server. */
export function rangeOf(query) {
  if (query.has("from")) {
    return { from: query.get("from"), to: query.get("to") ?? new Date().toISOString() };
  }
  const now = Date.now();
  return { from: new Date(now - Number(sinceOf(query)) * 1000).toISOString(), to: new Date(now).toISOString() };
}

export const RangeSelect = ({ path, query }) => select({
  class: "quiet", "aria-label": "Time", value: sinceOf(query),
  onChange: (event) => navigate(address(path, changed(query, { since: event.currentTarget.value, from: null, to: null })), { replace: true }),
}, query.has("from") && option({ value: "" }, "Chosen time"), RANGES.map(([value, text]) => option({ key: value, value }, text)));
