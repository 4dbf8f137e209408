// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Span;
import ai.opper.tracing.observation.ContextMapper;
import ai.opper.tracing.span.Problem;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link ContextMapper} promises. A test of one extends this class and needs
 * JUnit Jupiter on its class path. What the mapper says about its own library is for the
 * test to add.
 */
public abstract class ContextMapperContract {

    private static final String MESSAGE = "only-in-a-message";

    private static final String INSIDE = "inside";

    private static final int THREADS = 8;

    private static final int CALLS = 25;

    private final TestTracing tracing = new TestTracing();

    private ContextMapper mapper;

    /**
     * Makes the mapper.
     * @return a mapper, used by many threads at once
     */
    protected abstract ContextMapper mapper();

    /**
     * Makes an observation as the library does.
     * @param registry where it is registered
     * @return a new observation that has not been started
     */
    protected abstract Observation observation(ObservationRegistry registry);

    /**
     * Adds to the context what the library adds when the work has succeeded, just before
     * the observation stops.
     * @param context the context of a running observation
     */
    protected void answer(Observation.Context context) {
    }

    /**
     * The tracing that the mapper is tested with.
     * @return the tracing, for tests of what the mapper says
     */
    protected final TestTracing tracing() {
        return this.tracing;
    }

    /**
     * Runs an observation from start to end, with a span inside of it.
     * @return the recorded span of the observation
     */
    protected final RecordedSpan recorded() {
        this.tracing.spans().clear();
        return this.tracing.spans().span(succeed());
    }

    @BeforeEach
    void listen() {
        this.mapper = mapper();
        this.tracing.describing(this.mapper);
    }

    @AfterEach
    void nothingWentWrong() {
        for (Problem problem : Problem.values()) {
            assertThat(this.tracing.problems().count(problem)).as("%s; the log has the first", problem).isZero();
        }
        this.tracing.close();
    }

    private Observation start() {
        return observation(this.tracing.observationRegistry()).start();
    }

    private void workInside(Observation observation) {
        observation.scoped(() -> this.tracing.tracer().inSpan(INSIDE, () -> {
        }));
    }

    private String succeed() {
        Observation observation = start();
        workInside(observation);
        answer(observation.getContext());
        observation.stop();
        return this.mapper.name(observation.getContext());
    }

    @Test
    void observation_becomesASpan() {
        Observation observation = start();
        workInside(observation);
        answer(observation.getContext());
        observation.stop();

        Observation.Context context = observation.getContext();
        assertThat(this.tracing.spans()).hasTree(this.mapper.name(context) + "\n  " + INSIDE);
        assertThat(this.tracing.spans().span(this.mapper.name(context))).hasType(this.mapper.type(context))
            .hasNoError()
            .hasEnded();
    }

    @Test
    void observationWithoutAnAnswer_becomesASpan() {
        Observation observation = start();
        workInside(observation);
        observation.stop();
        assertThat(this.tracing.spans().span(this.mapper.name(observation.getContext()))).hasNoError().hasEnded();
    }

    @Test
    void failedObservation_hasAnErrorWithNoMoreThanTheMapperAllows() {
        Observation observation = start();
        workInside(observation);
        observation.error(new IllegalStateException(MESSAGE));
        observation.stop();

        Observation.Context context = observation.getContext();
        RecordedSpan span = this.tracing.spans().span(this.mapper.name(context));
        if (this.mapper.recordsErrorMessage(context)) {
            assertThat(span).hasError(MESSAGE);
        }
        else {
            assertThat(span).hasError(IllegalStateException.class.getSimpleName());
            assertThat(everythingSaid(span)).as("a message that may quote content").doesNotContain(MESSAGE);
        }
    }

    private static String everythingSaid(RecordedSpan span) {
        StringBuilder text = new StringBuilder(span.record().toString());
        RecordedPayloads.of(span.record()).forEach((payload) -> text.append(payload.json()));
        return text.toString();
    }

    @Test
    void nameAndType_areTheSameForTheSameWork() {
        Observation.Context context = start().getContext();
        Observation.Context other = start().getContext();
        assertThat(this.mapper.name(context)).as("name").isNotBlank().isEqualTo(this.mapper.name(other));
        assertThat(this.mapper.type(context)).as("type").isNotBlank().isEqualTo(this.mapper.type(other));
        assertThat(this.mapper.attributes(context)).as("attributes").isNotNull();
    }

    @Test
    void supports_itsOwnObservationsOnly() {
        assertThat(this.mapper.supports(start().getContext())).as("supports its own").isTrue();
        Observation.Context named = new Observation.Context();
        named.setName("of.another.library");
        for (Observation.Context other : List.of(named, new Observation.Context(),
                new SenderContext<>((carrier, key, value) -> {
                }), new ReceiverContext<>((carrier, key) -> null))) {
            assertThat(this.mapper.supports(other)).as("supports %s", other.getClass()).isFalse();
        }
    }

    @Test
    void span_hangsBelowTheCurrentOneAndLeavesItCurrent() {
        try (Span outer = this.tracing.tracer().span("outer").start()) {
            String name = succeed();
            assertThat(this.tracing.tracer().currentSpan().id()).as("current span").isEqualTo(outer.id());
            assertThat(this.tracing.spans().span(name).record().parentId()).as("parent").isEqualTo(outer.id());
        }
    }

    @Test
    void mapper_servesManyThreads() {
        List<CompletableFuture<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            work.add(CompletableFuture.runAsync(() -> {
                for (int call = 0; call < CALLS; call++) {
                    succeed();
                }
            }));
        }
        work.forEach(CompletableFuture::join);
        assertThat(this.tracing.spans()).hasSpanCount(2 * THREADS * CALLS);
    }

}
