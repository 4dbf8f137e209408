// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// An input or an output, shown by its kind: a conversation, documents, the elements of a stream,
// JSON or text.

import { useMemo, useState } from "../vendor/preact/hooks.mjs";
import { a, button, classes, div, h, h3, li, ol, pre, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { bytes } from "../ui/format.js";
import { Copy, Segments } from "../ui/parts.js";
import { useRemembered } from "../ui/remembered.js";
import { Chat, messagesOf, toolsOf } from "./chat.js";
import { Documents, documentsOf } from "./documents.js";
import { looksLikeJson, valueOf } from "./json.js";
import { JsonTree } from "./json-tree.js";
import { longText } from "./long-text.js";
import { Markdown } from "./markdown.js";

// Beyond this, a tree costs more than it tells.
const TREE_CHARACTERS = 2_000_000;

const TRUNCATED = /…\[truncated, ([^\]]*)\]/;

/** What the payload is, and the ways in which it can be shown, the best first. */
function read(text, streamed) {
  const value = text.length <= TREE_CHARACTERS ? valueOf(text) : undefined;
  const messages = messagesOf(value);
  const documents = messages ? null : documentsOf(value);
  const views = [];
  if (messages) {
    views.push(["chat", "Chat"]);
  }
  if (documents) {
    views.push(["documents", "Documents"]);
  }
  if (streamed && Array.isArray(value) && !messages) {
    views.push(["elements", "Elements"]);
  }
  if (value !== undefined && looksLikeJson(text)) {
    views.push(["json", "JSON"]);
  } else {
    views.push(["text", "Text"]);
  }
  views.push(["raw", "Raw"]);
  return { value, messages, tools: messages ? toolsOf(value) : [], documents, views, text: typeof value === "string" ? value : text };
}

const Elements = ({ items }) => ol({ class: "elements" }, items.map((item, position) => li({ key: position },
  span({ class: "rank" }, position + 1), typeof item === "object" && item !== null
    ? h(JsonTree, { source: JSON.stringify(item), name: `Element ${position + 1}` }) : div({ class: "prose" }, longText(String(item))))));

function Body({ view, content, source, name, markdown }) {
  switch (view) {
    case "chat": return h(Chat, { messages: content.messages, tools: content.tools, markdown });
    case "documents": return h(Documents, { documents: content.documents });
    case "elements": return h(Elements, { items: content.value });
    case "json": return h(JsonTree, { source, name });
    case "text": return markdown ? h(Markdown, { text: content.text }) : div({ class: "prose", tabIndex: 0, role: "group", "aria-label": name }, longText(content.text));
    default: return pre({ class: "raw", tabIndex: 0, "aria-label": name }, longText(source));
  }
}

/** A titled payload; `onWhole` reads the rest of one that the server cut. */
export function Payload({ title, payload, href, streamed = false, tone, onWhole }) {
  const content = useMemo(() => read(payload.text, streamed), [payload.text, streamed]);
  const [chosen, setChosen] = useState(null);
  const [markdown, setMarkdown] = useRemembered("markdown", false);
  const view = content.views.some(([key]) => key === chosen) ? chosen : content.views[0][0];
  const [, lost] = payload.text.match(TRUNCATED) ?? [];
  return div({ class: classes("block", "payload", tone) },
    div({ class: "block-head" }, h3({}, title), span({ class: "size" }, bytes(payload.bytes)),
      lost && span({ class: "chip warn", title: `Cut when it was recorded: ${lost}` }, "truncated"),
      div({ class: "block-tools" },
        (view === "chat" || view === "text") && !tone && button({ class: "quiet small", type: "button", "aria-pressed": String(markdown), onClick: () => setMarkdown(!markdown) }, "Markdown"),
        content.views.length > 1 && h(Segments, { name: `Show ${title.toLowerCase()} as`, value: view, choices: content.views, onChange: setChosen }),
        h(Copy, { text: payload.text, title: `Copy ${title.toLowerCase()}`, class: "bare small" }),
        a({ class: "bare small", href, download: "", title: `Download ${title.toLowerCase()}`, "aria-label": `Download ${title.toLowerCase()}` }, icon("download")))),
    div({ class: classes("payload-body", view) }, h(Body, { view, content, source: payload.text, name: title, markdown })),
    payload.cut && div({ class: "cut" }, span({ class: "muted" }, `The first ${bytes(new Blob([payload.text]).size)} of ${bytes(payload.bytes)}.`),
      button({ class: "quiet small", type: "button", onClick: onWhole }, "Show all")));
}
