// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// A conversation with a model, in the shapes that libraries write it.

import { classes, code, details, div, h, li, ol, span, summary } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { plural } from "../ui/format.js";
import { looksLikeJson, valueOf } from "./json.js";
import { JsonTree } from "./json-tree.js";
import { longText } from "./long-text.js";
import { Markdown } from "./markdown.js";

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const objectsOf = (value) => (Array.isArray(value) ? value.filter(isObject) : []);

const roleOf = (message) => message.role ?? message.messageType ?? message.author?.role;

const isMessage = (value) => isObject(value) && typeof roleOf(value) === "string"
  && ["content", "text", "tool_calls", "toolCalls", "tool_results", "parts", "contents"].some((name) => name in value);

/** The messages in a payload, or null when it is no conversation. */
export function messagesOf(value) {
  const list = Array.isArray(value) ? value
    : isMessage(value) ? [value]
      : isObject(value) ? value.messages ?? value.choices?.map?.((choice) => choice?.message) ?? (isMessage(value.message) ? [value.message] : null) : null;
  const flat = Array.isArray(list) && list.length === 1 && Array.isArray(list[0]) ? list[0] : list;
  return Array.isArray(flat) && flat.length > 0 && flat.every(isMessage) ? flat : null;
}

/** The tools that a model was offered with a conversation, as `{ name, description, schema }`. */
export function toolsOf(value) {
  const list = isObject(value) ? objectsOf(value.tools) : [];
  return list.map((tool) => (typeof tool.json_schema === "string" ? valueOf(tool.json_schema) : tool.json_schema) ?? tool)
    .map((tool) => ({ ...tool, ...tool.function }))
    .map((tool) => ({ name: String(tool.name ?? tool.type ?? "tool"), description: tool.description, schema: tool.parameters ?? tool.input_schema ?? tool.inputSchema }));
}

const plain = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

const callOf = (call) => ({
  call: String(call.function?.name ?? call.name ?? call.functionCall?.name ?? "tool"), id: call.id,
  text: plain(call.function?.arguments ?? call.arguments ?? call.args ?? call.input ?? call.functionCall?.args ?? {}),
});

const resultOf = (result) => ({
  result: result.name ?? true, id: result.id ?? result.tool_use_id, text: plain(result.response ?? result.result ?? result.content ?? ""),
});

/** What a message says, as `{ text }`, `{ call, id, text }`, `{ result, id, text }` or `{ note }`. */
function partsOf(message) {
  const content = message.content ?? message.text ?? message.parts ?? message.contents;
  const parts = (Array.isArray(content) ? content : content === null || content === undefined || content === "" ? [] : [content]).map((part) => {
    if (!isObject(part)) {
      return { text: plain(part) };
    }
    if (typeof part.text === "string") {
      return { text: part.text };
    }
    if (/^tool_(use|call)$/.test(part.type ?? "") || part.functionCall) {
      return callOf(part);
    }
    if (/^tool_(result|call_response)$/.test(part.type ?? "")) {
      return resultOf(part);
    }
    if (/^(text|reasoning)$/.test(part.type ?? "") && typeof part.content === "string") {
      return { text: part.content };
    }
    return /image|audio|file/.test(part.type ?? "") ? { note: `${part.type}, not shown` } : { text: plain(part) };
  });
  const media = objectsOf(message.media).map((one) => ({ note: `${one.mime_type ?? one.name ?? "a file"}, not shown` }));
  return [...parts, ...media, ...objectsOf(message.tool_calls ?? message.toolCalls).map(callOf), ...objectsOf(message.tool_results).map(resultOf)];
}

function Part({ part, called, markdown }) {
  if (part.call || part.result) {
    const named = part.call ?? (part.result === true ? called.get(part.id) ?? "tool" : part.result);
    return div({ class: classes("tool-call", part.result && "result") },
      div({ class: "tool-call-head" }, icon("chevron"), code({}, named), part.id && span({ class: "muted" }, part.id)),
      looksLikeJson(part.text) ? h(JsonTree, { source: part.text, name: `${part.call ? "Arguments" : "Result"} of ${named}` }) : div({ class: "prose" }, longText(part.text)));
  }
  if (part.text === undefined) {
    return div({ class: "muted" }, part.note);
  }
  if (looksLikeJson(part.text) && !markdown) {
    return h(JsonTree, { source: part.text, name: "Content" });
  }
  return markdown ? h(Markdown, { text: part.text }) : div({ class: "prose" }, longText(part.text));
}

const Tools = ({ tools }) => details({ class: "offered-tools" },
  summary({}, plural(tools.length, "tool"), span({ class: "muted" }, tools.map((tool) => tool.name).join(", "))),
  tools.map((tool, position) => div({ class: "tool-call", key: position }, div({ class: "tool-call-head" }, code({}, tool.name)),
    tool.description && div({ class: "prose" }, longText(String(tool.description))),
    tool.schema !== undefined && h(JsonTree, { source: plain(tool.schema), name: `Parameters of ${tool.name}` }))));

export function Chat({ messages, tools, markdown }) {
  const parts = messages.map(partsOf);
  // A result may name its call only.
  const called = new Map(parts.flat().filter((part) => part.call).map((part) => [part.id, part.call]));
  return [tools.length > 0 && h(Tools, { key: "tools", tools }), ol({ key: "messages", class: "chat" }, messages.map((message, position) => {
    const role = String(roleOf(message)).toLowerCase();
    return li({ key: position, class: classes("message", `role-${/^(system|developer|user|assistant|tool|function)$/.test(role) ? role : "other"}`) },
      div({ class: "message-role" }, role, message.name && span({ class: "muted" }, message.name), message.tool_call_id && span({ class: "muted" }, message.tool_call_id)),
      parts[position].map((part, index) => h(Part, { key: index, part, called, markdown })));
  }))];
}
