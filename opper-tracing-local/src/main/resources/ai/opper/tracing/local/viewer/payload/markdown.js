// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Markdown, on request. The only place where text becomes HTML: marked makes it, with HTML in the
// text shown as text, and DOMPurify lets through what formats and nothing that loads, runs or
// styles. Both are read when first needed.

import { useEffect, useRef, useState } from "../vendor/preact/hooks.mjs";
import { div } from "../ui/html.js";
import { visible } from "../ui/format.js";

const ALLOWED = {
  ALLOWED_TAGS: ["a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
  ALLOWED_ATTR: ["href", "start"],
  ALLOWED_URI_REGEXP: /^https?:/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

const escaped = (text) => text.replace(/[&<>"']/g, (one) => ENTITIES[one]);

const NO_HTML = {
  html: ({ text }) => escaped(text),
  image: ({ text, href }) => escaped(`![${text}](${href})`),
};

let renderer;

async function makeRenderer() {
  const [{ Marked }, { default: purify }] = await Promise.all([import("../vendor/marked/marked.esm.js"), import("../vendor/dompurify/purify.es.mjs")]);
  const marked = new Marked({ gfm: true, breaks: true, renderer: NO_HTML });
  return (text) => {
    const fragment = purify.sanitize(marked.parse(text, { async: false }), ALLOWED);
    fragment.querySelectorAll("a").forEach((link) => {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    });
    return fragment;
  };
}

export function Markdown({ text }) {
  const self = useRef(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    // Until it is rendered, which a slow machine shows for a while.
    self.current.textContent = visible(text);
    renderer ??= makeRenderer();
    renderer.then((render) => wanted && self.current.replaceChildren(render(visible(text))))
      .catch(() => wanted && setFailed(true));
    return () => {
      wanted = false;
    };
  }, [text]);
  return failed ? div({ class: "prose" }, visible(text)) : div({ class: "markdown", ref: self });
}
