// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceTreeTest {

    private static final UUID A = new UUID(0, 1);

    private static final UUID B = new UUID(0, 2);

    private static TraceSpan span(UUID id, UUID parent) {
        return new TraceSpan(id, "span" + id.getLeastSignificantBits(), Instant.EPOCH, null, null, null, parent, null,
                null, null, null, null);
    }

    @Test
    void spanWhoseParentIsMissing_isARoot() {
        assertThat(TraceTree.of(List.of(span(A, B)))).hasToString("span1 (unknown, open)\n");
    }

    @Test
    void spansInACircle_areAllThereOnce() {
        assertThat(TraceTree.of(List.of(span(A, B), span(B, A))))
            .hasToString("span1 (unknown, open)\n└─ span2 (unknown, open)\n");
    }

}
