// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.Span;
import ai.opper.tracing.test.ContextMapperContract;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

/** The mapper of observations that are chosen by name. */
class NamedContextMapperContractTest extends ContextMapperContract {

    @Override
    protected ContextMapper mapper() {
        LibraryObservations chosen = new LibraryObservations(List.of(), List.of("tasks.*"), List.of());
        NamedContextMapper named = new NamedContextMapper();
        return new ContextMapper() {

            @Override
            public boolean supports(Observation.Context context) {
                return chosen.mapperFor(context) != null;
            }

            @Override
            public void onStop(Observation.Context context, Span span) {
                named.onStop(context, span);
            }

        };
    }

    @Override
    protected Observation observation(ObservationRegistry registry) {
        return Observation.createNotStarted("tasks.scheduled", registry).lowCardinalityKeyValue("code", "nightly");
    }

    @Test
    void keyValues_areMetadata() {
        assertThat(recorded()).hasName("tasks.scheduled").hasMeta("code", "\"nightly\"");
    }

}
