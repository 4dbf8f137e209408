// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// The kinds of spans: icon and colour class. Unknown types read as "other".

import { icon, span } from "./html.js";

const STROKES = {
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

export function kindOf(type) {
  const word = (type ?? "").toLowerCase();
  const kind = ALIASES[word] ?? word;
  return Object.hasOwn(STROKES, kind) ? kind : "other";
}

export const typeIcon = (type) => {
  const kind = kindOf(type);
  return span({ class: `type-icon kind-${kind}`, title: type ?? "no type" }, icon(STROKES[kind]));
};
