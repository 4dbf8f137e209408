// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export;

import org.junit.jupiter.api.Test;

import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

class StubTest {

    @Test
    void stub_saysSizeAndDigest() {
        SpanRecord span = SampleSpan.root("root").input("\"abc\"").end();
        assertThat(Stub.of(span).input().text()).isEqualTo(
                "<refused: 5 bytes, SHA-256 " + "6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25>");
    }

    @Test
    void stub_isTheSameWhenThereIsNothingToReplace() {
        SpanRecord span = SampleSpan.root("root").metric("hits").end();
        assertThat(Stub.of(span)).isEqualTo(span);
    }

}
