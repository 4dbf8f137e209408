// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

// What narrows all figures of the metrics page: time, span name, tag and service.

import { rangeOf } from "../ui/range.js";

export const NARROWING = ["span_name", "tag", "service"];

export const narrowed = (query) => ({ ...rangeOf(query), ...Object.fromEntries(NARROWING.filter((name) => query.has(name)).map((name) => [name, query.get(name)])) });
