// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What stands where traces will be.

import { button, code, div, h, p, pre } from "../ui/html.js";
import { Notice } from "../ui/parts.js";
import { navigate } from "../frame/router.js";

const DEPENDENCY = `<dependency>
  <groupId>ai.opper</groupId>
  <artifactId>opper-tracing-spring-boot-starter</artifactId>
</dependency>`;

const METHOD = `@Traced
public String answer(String question) { … }`;

export function Empty({ filtered }) {
  if (filtered) {
    return h(Notice, { title: "No trace matches" }, p({}, "Change the filter, or clear it to see all traces."),
      button({ class: "primary", type: "button", onClick: () => navigate("/", { replace: true }) }, "Clear filter"));
  }
  return h(Notice, { title: "Waiting for the first trace" },
    p({}, "Add the starter to a Spring Boot application, annotate a method, and call it. The trace appears here by itself."),
    pre({ class: "snippet" }, DEPENDENCY), pre({ class: "snippet" }, METHOD),
    div({ class: "muted" }, "Any other program can send spans, too: ", code({}, `POST ${location.origin}/v2/spans`)));
}
