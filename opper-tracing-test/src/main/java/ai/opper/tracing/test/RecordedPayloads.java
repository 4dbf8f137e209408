// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.Objects;
import java.util.stream.Stream;

import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.SpanRecord;

/** Every place of a span that holds what the application said. */
final class RecordedPayloads {

    private RecordedPayloads() {
    }

    static Stream<Payload> of(SpanRecord span) {
        return Stream
            .of(Stream.of(span.input(), span.output()), span.meta().values().stream(),
                    span.findings().stream().map(Finding::value),
                    span.events().stream().flatMap((event) -> event.attributes().values().stream()))
            .flatMap((payloads) -> payloads)
            .filter(Objects::nonNull);
    }

}
