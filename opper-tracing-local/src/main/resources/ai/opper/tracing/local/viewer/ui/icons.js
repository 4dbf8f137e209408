// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Icons of strokes on a 24 by 24 grid; decoration only, so hidden from screen readers.

import { path, svg } from "./html.js";

const STROKES = {
  back: "M15 6l-6 6 6 6",
  chart: "M4 20V4M4 20h16M8 16l4-5 3 3 5-7",
  check: "M5 12.500l4.500 4.500L19 7",
  chevron: "M9 6l6 6-6 6",
  columns: "M4 5h16v14H4zM10 5v14M15 5v14",
  compare: "M8 4L4 8l4 4M4 8h13M16 12l4 4-4 4M20 16H7",
  copy: "M9 9h10v11H9zM5 15V4h10",
  cross: "M6 6l12 12M18 6L6 18",
  dataset: "M4 6c0-1.700 3.600-3 8-3s8 1.300 8 3-3.600 3-8 3-8-1.300-8-3zM4 6v12c0 1.700 3.600 3 8 3s8-1.300 8-3V6M4 12c0 1.700 3.600 3 8 3s8-1.300 8-3",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  down: "M6 9l6 6 6-6",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  filter: "M4 6h16M7 12h10M10 18h4",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  flag: "M5 21V4h12l-2 4 2 4H5",
  keyboard: "M3 6h18v12H3zM7 10h.1M11 10h.1M15 10h.1M7 14h10",
  link: "M10 13a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6L11.500 6M14 11a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1.500-1.500",
  minus: "M5 12h14",
  moon: "M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500z",
  more: "M5 12a.500.500 0 1 0 1 0 .500.500 0 1 0-1 0M11.500 12a.500.500 0 1 0 1 0 .500.500 0 1 0-1 0M18 12a.500.500 0 1 0 1 0 .500.500 0 1 0-1 0",
  path: "M5 5h8a3 3 0 0 1 0 6H9a3 3 0 0 0 0 6h10M16 14l3 3-3 3",
  plus: "M12 5v14M5 12h14",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
  star: "M12 4l2.400 5 5.600.700-4.100 3.800 1.100 5.500-5-2.700-5 2.700 1.100-5.500L4 9.700 9.600 9z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M5 19l1.500-1.500M17.500 6.500L19 5",
  system: "M4 5h16v11H4zM9 20h6M12 16v4",
  thumbDown: "M17 13V4h3v9zM17 13l-4 8a2.500 2.500 0 0 1-2.500-2.500V15H5a2 2 0 0 1-2-2.300l1.200-7A2 2 0 0 1 6.200 4H17",
  thumbUp: "M7 11v9H4v-9zM7 11l4-8a2.500 2.500 0 0 1 2.500 2.500V9H19a2 2 0 0 1 2 2.300l-1.200 7a2 2 0 0 1-2 1.700H7",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  up: "M6 15l6-6 6 6",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.1",
};

const KINDS = {
  chain: "M10 13a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1.500 1.500M14 11a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1.500-1.500",
  agent: "M12 3v4M6 7h12a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zM9 12v2M15 12v2M1.500 13v2M22.500 13v2",
  tool: "M14.500 6.500a4.500 4.500 0 0 1 6-3l-3 3 .5 2.500 2.500.5 3-3a4.500 4.500 0 0 1-6.500 5.500L8 21a2.500 2.500 0 0 1-4-4l9-9z",
  llm: "M12 3l1.900 5.600L19.500 10.500l-5.600 1.900L12 18l-1.900-5.600L4.500 10.500l5.600-1.900zM19 16v5M16.500 18.500h5",
  retriever: "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM16 16l5 5",
  reranker: "M4 6h10M4 12h7M4 18h4M18 5v14M15 16l3 3 3-3",
  embedding: "M5 5h4v4H5zM15 5h4v4h-4zM5 15h4v4H5zM15 15h4v4h-4z",
  guardrail: "M12 3l8 3v6c0 4.500-3.400 7.800-8 9-4.600-1.200-8-4.500-8-9V6z",
  evaluator: "M4 20h16M7 16l3.500-5 3 3L19 6M19 6h-4M19 6v4",
  call: "M4 12h15M13 6l6 6-6 6",
  workflow: "M4 4h6v6H4zM14 14h6v6h-6zM10 7h4a3 3 0 0 1 3 3v4",
  other: "M12 10a2 2 0 1 0 0 4a2 2 0 0 0 0-4z",
};

const ALIASES = { generation: "llm", retrieval: "retriever", subagent: "agent" };

const drawn = (strokes, name) => svg({
  viewBox: "0 0 24 24", class: name, "aria-hidden": "true", fill: "none", stroke: "currentColor", "stroke-width": "2",
  "stroke-linecap": "round", "stroke-linejoin": "round",
}, path({ d: strokes }));

export const icon = (name) => drawn(STROKES[name], "icon");

/** The kind of a span for its icon and colour; unknown types are "other". */
export function kindOf(type) {
  const word = (type ?? "").toLowerCase();
  const kind = Object.hasOwn(ALIASES, word) ? ALIASES[word] : word;
  return Object.hasOwn(KINDS, kind) ? kind : "other";
}

export const kindIcon = (type) => drawn(KINDS[kindOf(type)], `icon kind kind-${kindOf(type)}`);
