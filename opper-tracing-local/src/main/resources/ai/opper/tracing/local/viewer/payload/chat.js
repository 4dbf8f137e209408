// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// A conversation with a model, in the shapes that libraries write it.

import { classes, code, div, h, li, ol, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { looksLikeJson } from "./json.js";
import { JsonTree } from "./json-tree.js";
import { longText } from "./long-text.js";
import { Markdown } from "./markdown.js";

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const roleOf = (message) => message.role ?? message.messageType ?? message.author?.role;

const isMessage = (value) => isObject(value) && typeof roleOf(value) === "string"
  && ["content", "text", "tool_calls", "toolCalls", "parts", "contents"].some((name) => name in value);

/** The messages in a payload, or null when it is no conversation. */
export function messagesOf(value) {
  const list = Array.isArray(value) ? value
    : isMessage(value) ? [value]
      : isObject(value) ? value.messages ?? value.choices?.map?.((choice) => choice?.message) ?? (isMessage(value.message) ? [value.message] : null) : null;
  const flat = Array.isArray(list) && list.length === 1 && Array.isArray(list[0]) ? list[0] : list;
  return Array.isArray(flat) && flat.length > 0 && flat.every(isMessage) ? flat : null;
}

const plain = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

/** What a message says, as `{ text }`, `{ call, id, text }` or `{ note }`. */
function partsOf(message) {
  const content = message.content ?? message.text ?? message.parts ?? message.contents;
  const parts = (Array.isArray(content) ? content : content === null || content === undefined ? [] : [content]).map((part) => {
    if (!isObject(part)) {
      return { text: plain(part) };
    }
    if (typeof part.text === "string") {
      return { text: part.text };
    }
    if (part.type === "tool_use" || part.functionCall) {
      return { call: part.name ?? part.functionCall?.name, id: part.id, text: plain(part.input ?? part.functionCall?.args ?? {}) };
    }
    if (part.type === "tool_result") {
      return { text: plain(part.content ?? ""), note: "tool result" };
    }
    return /image|audio|file/.test(part.type ?? "") ? { note: `${part.type}, not shown` } : { text: plain(part) };
  });
  const calls = (message.tool_calls ?? message.toolCalls ?? []).map((call) => ({
    call: call.function?.name ?? call.name ?? "tool", id: call.id, text: plain(call.function?.arguments ?? call.arguments ?? call.args ?? {}),
  }));
  return [...parts, ...calls];
}

function Part({ part, markdown }) {
  if (part.call) {
    return div({ class: "tool-call" }, div({ class: "tool-call-head" }, icon("chevron"), code({}, part.call), part.id && span({ class: "muted" }, part.id)),
      looksLikeJson(part.text) ? h(JsonTree, { source: part.text, name: `Arguments of ${part.call}` }) : div({ class: "prose" }, longText(part.text)));
  }
  if (part.text === undefined) {
    return div({ class: "muted" }, part.note);
  }
  if (looksLikeJson(part.text) && !markdown) {
    return h(JsonTree, { source: part.text, name: "Content" });
  }
  return markdown ? h(Markdown, { text: part.text }) : div({ class: "prose" }, longText(part.text));
}

export function Chat({ messages, markdown }) {
  return ol({ class: "chat" }, messages.map((message, position) => {
    const role = String(roleOf(message)).toLowerCase();
    return li({ key: position, class: classes("message", `role-${/^(system|developer|user|assistant|tool|function)$/.test(role) ? role : "other"}`) },
      div({ class: "message-role" }, role, message.name && span({ class: "muted" }, message.name), message.tool_call_id && span({ class: "muted" }, message.tool_call_id)),
      partsOf(message).map((part, index) => h(Part, { key: index, part, markdown })));
  }));
}
