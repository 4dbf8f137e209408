// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.springai;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import ai.opper.tracing.test.RecordedSpan;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What properties change of the traces. */
class SpringAiPropertiesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void assertAgentWithTwoModelCallsAndATool(RunningDesk desk) {
        List<RecordedSpan> children = desk.spans().span("chat_client").children();
        assertThat(children).extracting(RecordedSpan::type).containsExactly("llm", "tool", "llm");
        assertThat(desk.spans().all()).hasSize(5).allSatisfy((span) -> assertThat(span).hasNoInput().hasNoOutput());
        assertThat(desk.ofType("llm")).allSatisfy((call) -> assertThat(call).hasMeta("total_tokens", "25"));
    }

    @Test
    void excludedAdvisors_leaveOneSpanOfEachModelCall() throws IOException {
        try (RunningDesk desk = RunningDesk.recording("opper.tracing.observations.exclude=spring.ai.advisor")) {
            desk.models.calls("find_order", "{\"number\":\"7\",\"password\":\"x\"}").says("Sent.");
            desk.desk().answer("Order 7?");
            assertAgentWithTwoModelCallsAndATool(desk);
            desk.spans().clear();
            desk.models.calls("find_order", "{\"number\":\"7\",\"password\":\"x\"}").says("Sent.");
            desk.desk().stream("Order 7?").blockLast(PATIENCE);
            desk.spans().awaitSpans(5, PATIENCE);
            assertAgentWithTwoModelCallsAndATool(desk);
            desk.spans().clear();
            desk.models.refuses(401, "You said: Order 7?");
            assertThatException().isThrownBy(() -> desk.client().prompt("Order 7?").call().content());
            assertThat(desk.ofType("llm").get(0).record().error()).isEqualTo("com.openai.errors.UnauthorizedException");
        }
    }

}
