// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.features;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.SpringBootTest;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.test.OpperTracingTest;
import ai.opper.tracing.test.RecordedSpans;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@OpperTracingTest
@SpringBootTest(classes = Shop.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { "opper.tracing.tags.region=eu", "opper.tracing.service-name=shop" })
class HowDoITraceAnApplicationTest {

    @Autowired
    private Shop.Sales sales;

    @Autowired
    private OpperTracer tracer;

    @Autowired
    private RecordedSpans spans;

    @Test
    void seeTheCurrentSpan() {
        UUID traceId = this.sales.sell("tea");

        assertThat(this.spans.span("sell")).hasTag("thing", "tea");
        assertThat(this.spans.span("sell").traceId()).isEqualTo(traceId);
    }

    @Test
    void traceAsyncMethods() {
        this.sales.sell("tea");

        this.spans.awaitSpans(2, Duration.ofSeconds(10));
        assertThat(this.spans).hasTree("""
                sell
                  send_mail
                """);
    }

    @Test
    void addATagToEverything() {
        this.sales.sell("tea");

        this.spans.awaitSpans(2, Duration.ofSeconds(10));
        assertThat(this.spans.all()).allSatisfy((span) -> assertThat(span).hasTag("region", "eu"));
    }

    @Test
    void nameTheService() {
        this.sales.count("tea");

        assertThat(this.spans.span("count")).hasMeta("service_name", "\"shop\"");
    }

    @Test
    void sayWhoseWorkItIs() {
        TraceAttributes attributes = TraceAttributes.none().withSessionId("S-1").withUserId("U-1");
        try (TraceScope scope = this.tracer.with(attributes)) {
            this.sales.count("tea");
        }

        assertThat(this.spans.span("count")).hasSessionId("S-1").hasUserId("U-1");
    }

    @Test
    void leaveHealthChecksOut(@Autowired HealthIndicator stock) {
        assertThat(stock.health().getDetails()).containsEntry("tea", 3);

        assertThat(this.spans).isEmpty();
    }

}
