// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Traced;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** Many threads call nested traced methods at once. */
class CallConcurrencyTest {

    private static final int THREADS = 8;

    private static final int ROUNDS = 200;

    @Test
    void nestedCalls_haveTheRightParentsAndLeaveNoScopeBehind() throws Exception {
        try (TracedApplication application = TracedApplication.of(Inner.class, Outer.class)) {
            Outer outer = application.bean(Outer.class);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String name = "thread " + thread;
                work.add(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        call(application, outer, name + " round " + round);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            threads.shutdown();
            assertTree(application.spans().all());
        }
    }

    private static void call(TracedApplication application, Outer outer, String key) {
        assertThat(application.current()).isNull();
        Observation around = Observation.start("around", application.bean(ObservationRegistry.class));
        try (Observation.Scope scope = around.openScope()) {
            outer.outer(key);
            assertThat(application.current()).isSameAs(around);
        }
        around.stop();
        assertThat(application.current()).isNull();
    }

    private static void assertTree(List<SpanRecord> spans) {
        assertThat(spans).hasSize(THREADS * ROUNDS * 4);
        Map<UUID, SpanRecord> byId = spans.stream().collect(Collectors.toMap(SpanRecord::id, Function.identity()));
        for (SpanRecord span : spans) {
            String expected = switch (span.name()) {
                case "Outer.outer" -> "none";
                case "Inner.inner", "Inner.failing" -> "Outer.outer";
                default -> "Inner.inner";
            };
            SpanRecord parent = (span.parentId() != null) ? byId.get(span.parentId()) : null;
            assertThat((parent != null) ? parent.name() : "none").isEqualTo(expected);
            if (parent != null) {
                assertThat(SpansInMemory.input(span)).isEqualTo(SpansInMemory.input(parent));
                assertThat(span.traceId()).isEqualTo(parent.traceId());
            }
        }
    }

    static class Inner {

        @Traced(input = "{key: #key}")
        public void inner(String key, Inner proxy) {
            proxy.leaf(key);
        }

        @Traced(input = "{key: #key}")
        public void leaf(String key) {
        }

        @Traced(input = "{key: #key}")
        public void failing(String key) {
            throw new IllegalStateException(key);
        }

    }

    static class Outer {

        private final Inner inner;

        Outer(Inner inner) {
            this.inner = inner;
        }

        @Traced(input = "{key: #key}")
        public void outer(String key) {
            this.inner.inner(key, this.inner);
            try {
                this.inner.failing(key);
            }
            catch (IllegalStateException ex) {
                assertThat(ex).hasMessage(key);
            }
        }

    }

}
