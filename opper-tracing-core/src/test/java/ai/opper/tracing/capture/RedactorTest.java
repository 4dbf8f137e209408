// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import ai.opper.tracing.Redactor;
import ai.opper.tracing.capture.PayloadCapture.Parameter;

import static org.assertj.core.api.Assertions.assertThat;

/** What a user's redactor is asked, and what becomes of its answers. */
class RedactorTest {

    private static final String HIDDEN = "\"__REDACTED__\"";

    record Person(String name, String password, List<String> mails, Map<String, Object> more, int age) {
    }

    private static final Person ANN = new Person("Ann", "hunter2", List.of("ann@example.org"),
            new LinkedHashMap<>(Map.of("city", "Lund")), 40);

    private static Captures with(Redactor redactor, String... patterns) {
        return Captures.with(new CaptureLimits(1_024, 8), new Redaction(Redaction.DEFAULT_KEYS,
                List.of(patterns).stream().map(Pattern::compile).toList(), redactor));
    }

    private static String upper(String name, String text) {
        return text.toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void redactor_isToldTheNearestName() {
        List<String> asked = new ArrayList<>();
        Captures captures = with((name, text) -> {
            asked.add(name + '=' + text);
            return text;
        });
        captures.capture().named("output", ANN);
        assertThat(asked).containsExactly("name=Ann", "mails=ann@example.org", "=city", "city=Lund", "age=40");
        asked.clear();
        captures.capture()
            .arguments(List.of(new Parameter("who", false), new Parameter("pin", false)),
                    new Object[] { "Bo", "1234" });
        captures.capture().named("output", "text");
        captures.capture().elements().add("not asked before the end");
        captures.capture().text("a name");
        captures.capture().text("comment", "all well");
        captures.capture().text("password", "not asked");
        assertThat(asked).containsExactly("who=Bo", "output=text", "=a name", "comment=all well");
    }

    @Test
    void redactor_changesAndLeavesOut() {
        Captures changing = with(RedactorTest::upper);
        assertThat(changing.json(ANN)).isEqualTo("{\"name\":\"ANN\",\"password\":" + HIDDEN
                + ",\"mails\":[\"ANN@EXAMPLE.ORG\"],\"more\":{\"CITY\":\"LUND\"},\"age\":40}");
        Captures dropping = with((name, text) -> null);
        assertThat(dropping.json(ANN)).isEqualTo("{\"name\":null,\"password\":" + HIDDEN
                + ",\"mails\":[null],\"more\":{" + HIDDEN + ":null},\"age\":null}");
        assertThat(dropping.capture().text("comment", "text")).isNull();
        assertThat(dropping.capture().text("a name")).isEqualTo("__REDACTED__");
    }

    @Test
    void redactor_seesNumbersAndMayReplaceThem() {
        Captures captures = with((name, text) -> name.equals("age") ? "adult" : text);
        assertThat(captures.json(ANN)).contains("\"age\":\"adult\"");
        assertThat(captures.json(Map.of("big", 12L, "age", 1.5))).contains("\"big\":12").contains("\"age\":\"adult\"");
    }

    /** What it returns may quote what a pattern hides. */
    @Test
    void patterns_areAppliedToWhatItReturns() {
        Captures captures = with((name, text) -> "see s3cret: " + text, "s3cret");
        assertThat(captures.json("x")).isEqualTo("\"see __REDACTED__: x\"");
        assertThat(captures.capture().text("comment", "x")).isEqualTo("see __REDACTED__: x");
    }

    @Test
    void failure_hidesAndIsCounted() {
        for (Throwable failure : List.of(new IllegalStateException("hunter2"), new NullPointerException(),
                new StackOverflowError(), new AssertionError("hunter2"), new NoClassDefFoundError("hunter2"))) {
            Captures captures = with((name, text) -> {
                throw TransparentThrow.sneaky(failure);
            });
            assertThat(captures.json(ANN)).isEqualTo("{\"name\":" + HIDDEN + ",\"password\":" + HIDDEN + ",\"mails\":["
                    + HIDDEN + "],\"more\":{" + HIDDEN + ":" + HIDDEN + "},\"age\":" + HIDDEN + "}");
            assertThat(captures.capture().text("comment", "text")).isEqualTo("__REDACTED__");
            assertThat(captures.capture().text("a name")).isEqualTo("__REDACTED__");
            ElementCapture elements = captures.capture().elements();
            elements.add("hunter2");
            assertThat(elements.toPayload().json()).isEqualTo(HIDDEN);
            assertThat(captures.failures()).isEqualTo(8);
        }
    }

    /** A redactor that is traced itself would be asked about its own arguments. */
    @Test
    void redactor_isNotAskedAboutWhatItRecords() {
        AtomicReference<Captures> captures = new AtomicReference<>();
        List<String> recorded = new ArrayList<>();
        captures.set(with((name, text) -> {
            recorded.add(captures.get().json(text));
            return text;
        }));
        assertThat(captures.get().json("hunter2")).isEqualTo("\"hunter2\"");
        assertThat(recorded).containsExactly(HIDDEN);
        assertThat(captures.get().json("again")).isEqualTo("\"again\"");
    }

    @Test
    void redactor_isShownTheBeginningOfALongTextOnly() {
        List<Integer> lengths = new ArrayList<>();
        Captures captures = with((name, text) -> {
            lengths.add(text.length());
            return text;
        });
        assertThat(captures.json("x".repeat(1_000_000))).contains("truncated");
        captures.capture().text("comment", "x".repeat(1_000_000));
        assertThat(lengths).allMatch((length) -> length <= 2_000 + Redaction.OVERLAP);
    }

    @Test
    void answer_isBounded() {
        Captures captures = with((name, text) -> "y".repeat(1_000_000));
        assertThat(captures.capture().value(ANN).size()).isLessThanOrEqualTo(1_024);
        assertThat(captures.capture().text("comment", "x")).hasSizeLessThan(2_100);
    }

    /** Throws what must not be declared. */
    private static final class TransparentThrow {

        @SuppressWarnings("unchecked")
        static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }

    }

}
