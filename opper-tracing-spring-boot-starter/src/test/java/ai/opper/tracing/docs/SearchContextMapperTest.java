// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.docs.ExtensionSnippets.SearchContextMapper;
import ai.opper.tracing.observation.ContextMapper;
import ai.opper.tracing.test.ContextMapperContract;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

class SearchContextMapperTest extends ContextMapperContract {

    @Override
    protected ContextMapper mapper() {
        return new SearchContextMapper();
    }

    @Override
    protected Observation observation(ObservationRegistry registry) {
        return Observation.createNotStarted("search.query", registry).lowCardinalityKeyValue("index", "articles");
    }

    @Test
    void query_namesItsIndex() {
        assertThat(recorded()).hasType(SpanType.RETRIEVER).hasTag("index", "articles");
    }

}
