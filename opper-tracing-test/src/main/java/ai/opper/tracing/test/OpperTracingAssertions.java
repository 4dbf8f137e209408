// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

/**
 * Where assertions about recorded spans begin. Its static imports go along with those of
 * AssertJ's own {@code Assertions}.
 */
public final class OpperTracingAssertions {

    private OpperTracingAssertions() {
    }

    /**
     * Begins an assertion about everything that was recorded.
     * @param actual the recorded spans
     * @return the assertion
     */
    public static RecordedSpansAssert assertThat(RecordedSpans actual) {
        return new RecordedSpansAssert(actual);
    }

    /**
     * Begins an assertion about one span.
     * @param actual the span, such as {@code recordedSpans.span("retrieve")}
     * @return the assertion
     */
    public static RecordedSpanAssert assertThat(RecordedSpan actual) {
        return new RecordedSpanAssert(actual);
    }

}
