// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.span.Finding;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.SpanEvent;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** What is said of a span when nothing may be said, and what a redactor may say. */
class PrivacyTest {

    private static final UUID ID = UUID.randomUUID();

    private static final Map<String, Object> VALUES = Map.of("text", "content", "date", LocalDate.EPOCH, "list",
            List.of(1), "number", 7, "counter", new AtomicLong(8), "yes", true, "id", ID, "id_text", ID.toString(),
            "model", "gpt", "secret_number", new Disguised());

    /** A number that renders as it likes. */
    static final class Disguised extends Number {

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }

        @Override
        public String toString() {
            return "content";
        }

    }

    private static RecordingSettings strict() {
        return new RecordingSettings(1, true, true,
                RecordingSettings.attributes("svc", Map.of("env", "test"), Map.of("region", "eu")),
                OpenSpanLimits.DEFAULT, false, Privacy.STRICT);
    }

    private static SpanRecord record(Recorded recorded) {
        TraceAttributes attributes = TraceAttributes.none()
            .withSessionId(ID.toString())
            .withUserId("ann@example.org")
            .withTag("inherited", "content")
            .withMetadata("inherited", "content");
        try (TraceScope scope = recorded.tracer.with(attributes);
                Span span = recorded.tracer.span("name").type("tool").input("content").start()) {
            span.output("content").score(3).error(new IllegalStateException("content"));
            VALUES.forEach((key, value) -> span.tag(key, value).meta(key, value));
            span.metric("m", 1.5, "content").finding("f", "content", "content").finding("n", 2, "content");
            span.meta("thrown", new IllegalArgumentException("content"));
            span.event("e", VALUES);
        }
        return recorded.spans.peek();
    }

    @Test
    void strict_keepsNamesTypesIdsAndNumbers() {
        SpanRecord span = record(new Recorded(strict(), Redaction.standard()));
        assertThat(span.name()).isEqualTo("name");
        assertThat(span.type()).isEqualTo("tool");
        assertThat(span.score()).isEqualTo(3);
        assertThat(span.input()).isNull();
        assertThat(span.output()).isNull();
        assertThat(span.error()).isEqualTo(IllegalStateException.class.getName());
        assertThat(span.sessionId()).isEqualTo(ID.toString());
        assertThat(span.userId()).isNull();
        assertThat(span.tags()).containsOnlyKeys("env", "number", "counter", "yes", "id", "id_text", "model")
            .contains(entry("env", "test"), entry("number", 7));
        assertThat(span.meta()).containsOnlyKeys("service_name", "region", "number", "counter", "yes", "id", "id_text",
                "model", "thrown");
        assertThat(span.meta().get("thrown").text()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(span.metrics()).containsExactly(new MetricRecord("m", 1.5, null), new MetricRecord("n", 2, null));
        assertThat(span.events()).extracting(SpanEvent::name).containsExactly("e");
        assertThat(span.events().get(0).attributes()).containsOnlyKeys("number", "counter", "yes", "id", "id_text",
                "model");
        assertThat(span.findings()).extracting((finding) -> finding.value().json())
            .containsExactly("\"__REDACTED__\"", "2");
        assertThat(span.findings()).extracting(Finding::comment).containsOnlyNulls();
    }

    @Test
    void redactor_leavesOutWhatItDrops() {
        SpanRecord span = record(new Recorded(RecordingSettings.DEFAULT,
                new Redaction(List.of(), List.of(), (name, text) -> name.isEmpty() ? text : null)));
        assertThat(span.input().json()).isEqualTo("null");
        assertThat(span.error()).isEqualTo(IllegalStateException.class.getName());
        assertThat(span.sessionId()).isNull();
        assertThat(span.userId()).isNull();
        assertThat(span.tags()).containsOnlyKeys("list", "yes");
        assertThat(span.metrics()).extracting(MetricRecord::comment).containsOnlyNulls();
        assertThat(span.findings()).extracting(Finding::comment).containsOnlyNulls();
    }

    /** It may turn values into pseudonyms, which nobody must turn into others. */
    @Test
    void redactor_isAskedOnceAboutEachText() {
        SpanRecord span = record(new Recorded(RecordingSettings.DEFAULT,
                new Redaction(List.of(), List.of(), (name, text) -> '<' + text)));
        assertThat(span.name()).isEqualTo("<name");
        assertThat(span.type()).isEqualTo("<tool");
        assertThat(span.userId()).isEqualTo("<ann@example.org");
        assertThat(span.tags()).contains(entry("<text", "<content"), entry("<id", "<" + ID), entry("<number", "<7"),
                entry("<inherited", "<content"), entry("<list", "[\"<1\"]"));
        assertThat(span.error()).isEqualTo(IllegalStateException.class.getName() + ": <content");
        assertThat(span.metrics().get(0).comment()).isEqualTo("<content");
    }

    /** Other tracers name their spans after it, and the log may name it. */
    @Test
    void name_isMaskedBeforeAnybodyHearsOfIt() {
        StringBuilder heard = new StringBuilder();
        ObservationHandler<Observation.Context> neighbour = new ObservationHandler<>() {

            @Override
            public void onStart(Observation.Context context) {
                heard.append(context.getContextualName()).append(context.getAllKeyValues());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

        };
        Recorded recorded = new Recorded(RecordingSettings.DEFAULT,
                new Redaction(List.of(), List.of(Pattern.compile("s3cret"))), neighbour);
        recorded.tracer.span("answer s3cret").type("type s3cret").start().close();
        assertThat(heard.toString()).contains("answer __REDACTED__", "type __REDACTED__").doesNotContain("s3cret");
    }

    @Test
    void hiddenName_hidesWhateverItStandsFor() {
        Recorded recorded = new Recorded(RecordingSettings.DEFAULT,
                new Redaction(List.of("pin", "user-id", "error", "output"), List.of()));
        try (TraceScope scope = recorded.tracer.with(TraceAttributes.none().withUserId("ann"));
                Span span = recorded.tracer.span("a").start()) {
            span.output("ann").finding("pin", 1234, "it is 1234").error(new IllegalStateException("ann"));
        }
        SpanRecord span = recorded.span("a");
        assertThat(span.userId()).isEqualTo("__REDACTED__");
        assertThat(span.output().json()).isEqualTo("\"__REDACTED__\"");
        assertThat(span.error()).isEqualTo(IllegalStateException.class.getName() + ": __REDACTED__");
        assertThat(span.metrics()).isEmpty();
        assertThat(span.findings().get(0).value().json()).isEqualTo("\"__REDACTED__\"");
        assertThat(span.findings().get(0).comment()).isEqualTo("__REDACTED__");
    }

}
