// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What a retriever found: documents with their scores.

import { code, details, div, h, li, ol, span, summary } from "../ui/html.js";
import { figure, visible } from "../ui/format.js";
import { JsonTree } from "./json-tree.js";

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const first = (object, ...names) => names.map((name) => object[name]).find((value) => value !== undefined && value !== null);

function documentOf(item) {
  const inner = isObject(item.document) ? { ...item.document, ...item, document: undefined } : item;
  const metadata = isObject(inner.metadata) ? inner.metadata : null;
  const score = first(inner, "score", "similarity", "relevance_score", "relevanceScore", "rank_score") ?? metadata?.score;
  const text = first(inner, "content", "text", "page_content", "pageContent", "chunk", "snippet", "formattedContent");
  return {
    name: first(inner, "title", "source", "id", "document_id", "url") ?? metadata?.source ?? metadata?.title,
    score: typeof score === "number" ? score : null,
    distance: score === undefined && typeof (inner.distance ?? metadata?.distance) === "number" ? inner.distance ?? metadata.distance : null,
    text: typeof text === "string" ? text : null, metadata,
  };
}

/** The documents in a payload, or null when it holds none. */
export function documentsOf(value) {
  const list = Array.isArray(value) ? value : isObject(value) ? first(value, "documents", "results", "matches", "hits", "chunks") : null;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) {
    return null;
  }
  const documents = list.map(documentOf);
  return documents.every((one) => one.score !== null || one.distance !== null || (one.text !== null && (one.name !== undefined || one.metadata))) ? documents : null;
}

export function Documents({ documents }) {
  const best = Math.max(...documents.map((one) => one.score ?? 0), 0);
  return ol({ class: "documents" }, documents.map((one, position) => li({ key: position, class: "document" },
    div({ class: "document-head" },
      span({ class: "rank" }, position + 1),
      code({ class: "grow" }, one.name === undefined ? "document" : visible(String(one.name))),
      one.score !== null && best > 0 && span({ class: "score-bar", "aria-hidden": "true" }, span({ style: { width: `${Math.max(0, (100 * one.score) / best)}%` } })),
      one.score !== null && span({ class: "score", title: `score ${one.score}` }, figure(one.score)),
      one.distance !== null && span({ class: "score", title: "distance" }, `↔ ${figure(one.distance)}`)),
    one.text && div({ class: "prose document-text" }, visible(one.text)),
    one.metadata && Object.keys(one.metadata).length > 0 && details({}, summary({}, "Metadata"), h(JsonTree, { source: JSON.stringify(one.metadata), name: "Metadata" })))));
}
