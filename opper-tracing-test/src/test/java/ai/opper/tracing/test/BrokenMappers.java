// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import ai.opper.tracing.Span;
import ai.opper.tracing.observation.ContextMapper;

/** Contracts of mappers that do one thing wrong each. */
final class BrokenMappers {

    private BrokenMappers() {
    }

    /** Does nothing wrong. */
    static class Sound extends ContextMapperContract implements ContextMapper {

        @Override
        protected ContextMapper mapper() {
            return this;
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            return Observation.createNotStarted("library.call", registry);
        }

        @Override
        public boolean supports(Observation.Context context) {
            return "library.call".equals(context.getName());
        }

    }

    static class Greedy extends Sound {

        @Override
        public boolean supports(Observation.Context context) {
            return true;
        }

    }

    static class Stumbling extends Sound {

        @Override
        public void onStop(Observation.Context context, Span span) {
            span.tag("answer", context.getRequired("answer"));
        }

    }

    static class Quoting extends Sound {

        @Override
        public boolean recordsErrorMessage(Observation.Context context) {
            return false;
        }

        @Override
        public void onStop(Observation.Context context, Span span) {
            if (context.getError() != null) {
                span.meta("cause", context.getError().getMessage());
            }
        }

    }

    static class Renaming extends Sound {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public String name(Observation.Context context) {
            return "call " + this.calls.incrementAndGet();
        }

    }

}
