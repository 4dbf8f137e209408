// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs.support;

import java.time.Duration;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.test.FakeOpperApi;
import ai.opper.tracing.test.ReceivedRequest;
import ai.opper.tracing.test.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "opper.tracing.api-key=test-key")
class DeliveryTest {

    private static final FakeOpperApi api = FakeOpperApi.start().requireKey("test-key");

    @Autowired
    private SupportService support;

    @Autowired
    private OpperTracer tracer;

    @DynamicPropertySource
    static void opper(DynamicPropertyRegistry registry) {
        registry.add("opper.tracing.base-url", api::url);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void answer_arrivesAlthoughTheApiWasBusy() {
        api.next(Reply.status(503));

        this.support.answer("Where is my order?");
        this.tracer.flush(Duration.ofSeconds(10));

        assertThat(api.span("SupportService.answer").type()).isEqualTo("agent");
        assertThat(api.requests()).extracting(ReceivedRequest::status).containsExactly(503, 200, 200);
    }

}
