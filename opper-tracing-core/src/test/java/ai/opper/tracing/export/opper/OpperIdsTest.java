// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is known of the ids that Opper makes, and what is found out about them. */
class OpperIdsTest {

    private static final UUID SPAN = UUID.fromString("0190abcd-0000-7000-8000-000000000001");

    private static final UUID OTHER = UUID.fromString("0190abcd-0000-7000-8000-000000000002");

    private final SpanIds ids = SpanIds.recent();

    @Test
    void scan_findsWhatIsWantedByteByByte() {
        scan("""
                {"data": {"id": "trace", "name": "{\\"id\\": \\"no\\"}", "spans": [
                  {"id": "a", "input": "é\\u0000}]", "meta": {"client_span_id": "0190abcd-0000-7000-8000-000000000001",
                    "id": "no", "list": [{"id": "no"}]}, "name": "x"},
                  {"meta": {"client_span_id": "0190abcd-0000-7000-8000-000000000002"}, "id": "b"},
                  {"id": "c", "meta": null}], "events": [{"id": "e", "span_id": "a"}]}}""");
        assertThat(this.ids.find(SPAN)).isEqualTo("a");
        assertThat(this.ids.find(OTHER)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[]", "\"x\"", "{\"data\":{\"spans\":{}}}",
            "{\"data\":{\"spans\":[{\"meta\":{\"client_span_id\":\"0190abcd-0000-7000-8000-000000000001\"}}]}}",
            "{\"data\":{\"spans\":[{\"id\":\"../x\",\"meta\":{\"client_span_id\":"
                    + "\"0190abcd-0000-7000-8000-000000000001\"}}]}}",
            "{\"data\":{\"spans\":[{\"id\":\"a\",\"meta\":{\"x\":{\"client_span_id\":"
                    + "\"0190abcd-0000-7000-8000-000000000001\"}}}]}}" })
    void scan_findsNothingElse(String body) {
        scan(body);
        assertThat(this.ids.find(SPAN)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "<html>", "{\"data\":{\"spans\":[", "{} x" })
    void scan_failsWhenItIsNoTrace(String body) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> scan(body));
    }

    private void scan(String body) {
        TraceScan scan = new TraceScan(Set.of(SPAN), this.ids);
        for (byte each : body.getBytes(StandardCharsets.UTF_8)) {
            scan.read(new byte[] { each });
        }
        scan.end();
    }

    @Test
    void recent_forgetsWhatWasNotUsedForLongest() {
        this.ids.remember(SPAN, "a");
        this.ids.remember(OTHER, "b");
        for (int i = 0; i < RecentSpanIds.MAX - 1; i++) {
            assertThat(this.ids.find(SPAN)).isEqualTo("a");
            this.ids.remember(new UUID(0, i), "c");
        }
        assertThat(this.ids.find(SPAN)).isEqualTo("a");
        assertThat(this.ids.find(OTHER)).isNull();
    }

    @Test
    void doubts_thatAreTooManyConcernEverythingUntilTheyAreSettled() {
        Doubts<Integer> doubts = new Doubts<>();
        for (int i = 0; i < Doubts.MAX; i++) {
            doubts.add(i);
        }
        assertThat(doubts.contain(-1)).isFalse();
        doubts.add(Doubts.MAX);
        assertThat(doubts.contain(Doubts.MAX)).isTrue();
        for (int i = 0; i < Doubts.MAX; i++) {
            assertThat(doubts.contain(Doubts.MAX)).isTrue();
            doubts.settle(i);
        }
        assertThat(doubts.contain(Doubts.MAX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "{}", "{\"data\":{}}", "{\"data\":{\"id\":1}}", "{\"data\":{\"id\":\"\"}}",
            "{\"data\":{\"id\":\"a/b\"}}", "{\"data\":{\"id\":\"a\\\"b\"}}" })
    void answer_withoutAnIdHasNone(String answer) {
        assertThat(OpperId.ofNewSpan(answer.getBytes(StandardCharsets.UTF_8))).isNull();
    }

}
