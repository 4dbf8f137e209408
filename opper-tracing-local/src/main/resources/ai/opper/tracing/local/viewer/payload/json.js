// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Reads JSON into nodes that keep the document's own tokens: no digit of a number is lost, and no
// depth of nesting overflows a stack.

const TOKEN = /\s*(?:("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([{}[\],:]))/gy;

const END = /\s*$/y;

/** Only an object or a list is worth a tree. */
export const looksLikeJson = (text) => /^\s*[{[]/.test(text);

const leaf = (kind, raw) => ({ kind, raw });

/** A node is `{ kind, key?, raw }` or `{ kind, key?, children, closed }`; null when the text is no JSON. */
export function parseJson(text) {
  TOKEN.lastIndex = 0;
  const top = { kind: "array", children: [] };
  const stack = [top];
  let key;
  let expect = "value";
  for (;;) {
    const place = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      END.lastIndex = place;
      return END.test(text) && stack.length === 1 && top.children.length === 1 && expect === "comma" ? top.children[0] : null;
    }
    const [, string, number, literal, mark] = match;
    const parent = stack.at(-1);
    const wantsKey = parent.kind === "object" && expect === "key";
    if (mark === "}" || mark === "]") {
      const empty = parent.children.length === 0 && expect !== "colon";
      if (stack.length === 1 || (mark === "}") !== (parent.kind === "object") || !(expect === "comma" || (empty && !parent.comma && key === undefined))) {
        return null;
      }
      stack.pop();
      expect = "comma";
    } else if (mark === ",") {
      if (expect !== "comma" || stack.length === 1) {
        return null;
      }
      parent.comma = true;
      expect = parent.kind === "object" ? "key" : "value";
    } else if (mark === ":") {
      if (expect !== "colon") {
        return null;
      }
      expect = "value";
    } else if (wantsKey) {
      if (string === undefined) {
        return null;
      }
      key = string;
      expect = "colon";
    } else {
      if (expect !== "value") {
        return null;
      }
      const node = mark ? { kind: mark === "{" ? "object" : "array", children: [] } : string !== undefined ? leaf("string", string)
        : number !== undefined ? leaf("number", number) : leaf("literal", literal);
      if (key !== undefined) {
        node.key = key;
        key = undefined;
      }
      parent.children.push(node);
      if (mark) {
        stack.push(node);
        expect = mark === "{" ? "key" : "value";
      } else {
        expect = "comma";
      }
    }
  }
}

/** The value, for what is shown by its meaning; undefined when the text is no JSON. */
export function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
