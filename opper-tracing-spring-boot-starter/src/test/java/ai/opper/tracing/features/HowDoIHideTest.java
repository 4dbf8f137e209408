// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.features;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Sensitive;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.Traced;
import ai.opper.tracing.test.RecordedSpans;
import ai.opper.tracing.test.RecordedSpansExtension;
import ai.opper.tracing.test.TestTracing;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

@ExtendWith(RecordedSpansExtension.class)
class HowDoIHideTest {

    private final Accounts accounts;

    private final OpperTracer tracer;

    private final RecordedSpans spans;

    HowDoIHideTest(TestTracing tracing) {
        this.accounts = tracing.traced(new Accounts());
        this.tracer = tracing.tracer();
        this.spans = tracing.spans();
    }

    @Test
    void aParameter() {
        this.accounts.pay("A-1", "DE02120300000000202051");

        assertThat(this.spans.span("Accounts.pay")).hasInputJson("{\"account\": \"A-1\", \"iban\": \"__REDACTED__\"}");
    }

    @Test
    void aField() {
        this.accounts.open(new Customer("C-1", "ada@example.org"));

        assertThat(this.spans.span("Accounts.open"))
            .hasInputJson("{\"customer\": {\"id\": \"C-1\", \"email\": \"__REDACTED__\"}}");
    }

    @Test
    void aPasswordThatSomebodyPutIntoAMap() {
        this.accounts.configure(Map.of("password", "secret"));

        assertThat(this.spans.span("Accounts.configure"))
            .hasInputJson("{\"settings\": {\"password\": \"__REDACTED__\"}}");
    }

    @Test
    void everythingThatAMethodTakesAndGives() {
        this.accounts.export("A-1");

        assertThat(this.spans.span("Accounts.export")).hasNoInput().hasNoOutput();
    }

    @Test
    void allSpansOfSomeWork() {
        try (TraceScope scope = this.tracer.suppress()) {
            this.accounts.export("A-1");
        }

        assertThat(this.spans).isEmpty();
    }

    record Customer(String id, @Sensitive String email) {
    }

    static class Accounts {

        @Traced
        public void pay(String account, @Sensitive String iban) {
        }

        @Traced
        public void open(Customer customer) {
        }

        @Traced
        public void configure(Map<String, String> settings) {
        }

        @Traced(recordInput = false, recordOutput = false)
        public String export(String account) {
            return "everything";
        }

    }

}
