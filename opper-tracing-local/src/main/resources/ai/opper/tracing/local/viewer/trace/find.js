// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Finds in the trace: names at once, payloads by asking the server.

import { useEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { findInTrace } from "../server/api.js";
import { button, div, input, kbd, label, span } from "../ui/html.js";
import { icon } from "../ui/icons.js";
import { useKeys } from "../frame/shortcuts.js";

const ASK_AFTER_MS = 160;

/** The ids of the spans that contain the text; null when nothing is looked for. */
export function useFound(traceId, tree, text) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    if (text === "") {
      setFound(null);
      return undefined;
    }
    let wanted = true;
    const small = text.toLowerCase();
    const byName = tree.all.filter((node) => node.name.toLowerCase().includes(small)).map((node) => node.id);
    setFound(new Set(byName));
    const timer = setTimeout(() => findInTrace(traceId, text).then(({ data }) => wanted && setFound(new Set([...byName, ...data])), () => {}), ASK_AFTER_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, tree]);
  return found;
}

export function Find({ text, found, position, onText, onStep }) {
  const box = useRef(null);
  useKeys({ "/": () => box.current.focus() }, []);
  const onKeyDown = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      onText("");
      document.querySelector(".span-rows")?.focus();
    }
  };
  const step = (by, name, symbol) => button({ class: "bare small", type: "button", "aria-label": name, title: name, disabled: found.size === 0, onClick: () => onStep(by) }, icon(symbol));
  return div({ class: "find" },
    label({ class: "search" }, icon("search"),
      input({ ref: box, type: "text", value: text, placeholder: "Find in trace", "aria-label": "Find in trace", spellcheck: false, onInput: (event) => onText(event.currentTarget.value), onKeyDown }),
      found ? span({ class: "found-count", role: "status" }, found.size === 0 ? "none" : `${position + 1 || "–"} / ${found.size}`) : kbd({}, "/")),
    found && [step(-1, "Previous", "up"), step(1, "Next", "down")]);
}
