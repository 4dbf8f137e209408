// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// Everything known about one span.

import { useEffect, useState } from "../vendor/preact/hooks.mjs";
import { getSpan, payloadAddress } from "../server/api.js";
import { useResource } from "../server/resource.js";
import { div, h, h2, p, pre, section, span } from "../ui/html.js";
import { kindIcon } from "../ui/icons.js";
import { compactCount, count, duration, micros, money, plural, visible } from "../ui/format.js";
import { Copy, Segments, chip } from "../ui/parts.js";
import { longText } from "../payload/long-text.js";
import { Payload } from "../payload/payload.js";
import { Attributes, Events, Findings, Ids, Meta, Metrics, Tags } from "./facts.js";
import { Feedback } from "./feedback.js";
import { SaveToDataset } from "./save.js";

const WHOLE = 10_000_000;

const VIEWS = [["span", "Span"], ["raw", "Raw"]];

function Chips({ found, traceStart, service }) {
  const meta = found.meta ?? {};
  const start = micros(found.start_time);
  return div({ class: "chips" },
    found.error && chip("error", "bad"),
    meta.cancelled === true && chip("cancelled", "warn"),
    found.type && chip(found.type),
    chip(found.end_time ? duration(micros(found.end_time) - start) : "running", undefined, "duration"),
    start > traceStart && chip(`+${duration(start - traceStart)}`, undefined, "after the trace's start"),
    found.model && chip(found.model, undefined, "model"),
    found.total_tokens !== null && chip(`${compactCount(found.total_tokens)} tokens`, undefined, `${count(found.input_tokens ?? 0)} in, ${count(found.output_tokens ?? 0)} out`),
    found.cost !== null && chip(money(found.cost), undefined, `$${found.cost}`),
    service && found.service && chip(found.service, undefined, "service"),
    typeof meta.element_count === "number" && chip(plural(meta.element_count, "element"), undefined, "streamed"),
    typeof meta.time_to_first_token_ms === "number" && chip(`first token after ${duration(meta.time_to_first_token_ms * 1000)}`),
    typeof meta.time_to_first_element_ms === "number" && chip(`first after ${duration(meta.time_to_first_element_ms * 1000)}`),
    found.score !== null && chip(`score ${found.score}`));
}

function Content({ found, traceStart, onWhole }) {
  const streamed = typeof found.meta?.element_count === "number";
  const payload = (title, part, more) => found[part] && h(Payload, { key: part, title, payload: found[part], href: payloadAddress(found.id, part), onWhole, ...more });
  return [
    payload("Error", "error", { tone: "bad" }),
    payload("Input", "input"),
    payload("Output", "output", { streamed }),
    !found.input && !found.output && !found.error && p({ key: "none", class: "muted" }, found.end_time ? "Nothing was recorded of what went in and out." : "Still running."),
    h(Metrics, { key: "metrics", metrics: found.metrics }),
    h(Findings, { key: "findings", findings: found.findings }),
    h(Events, { key: "events", events: found.events, traceStart }),
    h(Tags, { key: "tags", tags: found.tags }),
    h(Meta, { key: "meta", meta: found.meta }),
    h(Attributes, { key: "attributes", attributes: found.attributes }),
    h(Ids, { key: "ids", found }),
  ];
}

function Raw({ found }) {
  const text = JSON.stringify(found, null, 2);
  return div({ class: "block" }, div({ class: "block-tools" }, h(Copy, { text, label: "Copy JSON" })), pre({ class: "raw whole", tabIndex: 0, "aria-label": "Raw" }, longText(text)));
}

export function SpanDetail({ id, version, traceStart, service }) {
  const [size, setSize] = useState(undefined);
  const [view, setView] = useState("span");
  const { data: found, failure, reload } = useResource(() => getSpan(id, size), [id, size]);
  useEffect(() => {
    if (found) {
      reload();
    }
  }, [version]);
  if (!found) {
    return section({ class: "detail", "aria-label": "Span" }, failure && p({ class: "failure", role: "alert" }, failure.message));
  }
  return section({ class: "detail", "aria-label": "Span", tabIndex: 0 },
    div({ class: "detail-head" },
      div({ class: "detail-title" }, h2({}, kindIcon(found.type), span({ title: found.name }, visible(found.name))),
        h(Segments, { name: "Show span as", value: view, choices: VIEWS, onChange: setView })),
      h(Chips, { found, traceStart, service }),
      div({ class: "detail-actions" }, h(Feedback, { spanId: id, feedback: found.feedback, onChanged: reload }), h(SaveToDataset, { found, onSaved: reload }))),
    view === "raw" ? h(Raw, { found }) : h(Content, { found, traceStart, onWhole: () => setSize(WHOLE) }));
}
