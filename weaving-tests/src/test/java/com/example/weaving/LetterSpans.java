// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.weaving;

import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.StoredSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** What both applications record for one letter. */
final class LetterSpans {

    private LetterSpans() {
    }

    static void assertStored(FakeOpperApi api) {
        assertThat(api.spans()).extracting(StoredSpan::name)
            .containsExactlyInAnyOrder("Letters.write", "Letters.greeting", "Letters.body", "Letters.farewell",
                    "Envelope.seal");
        StoredSpan root = api.span("Letters.write");
        assertThat(root.output()).isEqualTo("[Dear Ada, all is well. Yours]");
        assertThat(api.spans()).filteredOn((span) -> !span.equals(root))
            .allSatisfy((span) -> assertThat(span.parentId()).isEqualTo(root.id()));
        assertThat(api.span("Letters.greeting").input()).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(api.metrics()).singleElement()
            .satisfies((metric) -> assertThat(metric.spanId()).isEqualTo(api.span("Letters.body").id()));
    }

    static String[] arguments(FakeOpperApi api) {
        return new String[] { "--opper.tracing.api-key=key", "--opper.tracing.base-url=" + api.url(),
                "--opper.tracing.proxy-check=fail",
                // A machine under load may need longer than a user would wait.
                "--opper.tracing.export.shutdown-timeout=60s" };
    }

}
