// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import ai.opper.tracing.OpperTracer;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RecordedSpansExtension.class)
class RecordedSpansExtensionTest {

    private static final Set<RecordedSpans> SEEN = ConcurrentHashMap.newKeySet();

    private final OpperTracer tracer;

    RecordedSpansExtensionTest(OpperTracer tracer) {
        this.tracer = tracer;
    }

    @BeforeEach
    void recordOne() {
        this.tracer.inSpan("before", () -> {
        });
    }

    @Test
    void constructorAndMethods_getTheSame(RecordedSpans spans, TestTracing tracing) {
        assertThat(tracing.spans()).isSameAs(spans);
        assertThat(tracing.tracer()).isSameAs(this.tracer);
        this.tracer.inSpan("here", () -> {
        });
        assertThat(spans).hasTree("before\nhere");
    }

    @RepeatedTest(3)
    void eachMethod_hasItsOwn(RecordedSpans spans) {
        assertThat(spans).hasTree("before");
        assertThat(SEEN.add(spans)).isTrue();
    }

    @Nested
    class Inside {

        @Test
        void nestedClasses_haveItToo(RecordedSpans spans) {
            assertThat(spans).hasTree("before");
        }

    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class SharedByAClass {

        private RecordedSpans shared;

        @BeforeAll
        void recordTooEarly(TestTracing tracing) {
            this.shared = tracing.spans();
            tracing.tracer().inSpan("early", () -> {
            });
        }

        @RepeatedTest(2)
        void eachMethod_beginsEmpty(RecordedSpans spans, OpperTracer tracer) {
            assertThat(spans).isSameAs(this.shared).satisfies((each) -> assertThat(each).hasNoSpan("early"));
            tracer.inSpan("here", () -> {
            });
        }

    }

}
