// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.testkit;

import java.util.HashMap;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import ai.opper.tracing.observation.ContextMapper;
import ai.opper.tracing.observation.http.ReactiveRequestContextMapper;
import ai.opper.tracing.observation.http.ServletRequestContextMapper;
import ai.opper.tracing.test.ContextMapperContract;

import static ai.opper.tracing.test.OpperTracingAssertions.assertThat;

/** Our mappers of HTTP requests keep what they promise. */
class RequestMapperContractTest {

    private static final String NAME = "http.server.requests";

    @Nested
    class OfServlets extends ContextMapperContract {

        @Override
        protected ContextMapper mapper() {
            return new ServletRequestContextMapper();
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders/7");
            ServerRequestObservationContext context = new ServerRequestObservationContext(request,
                    new MockHttpServletResponse());
            context.setPathPattern("/orders/{id}");
            return Observation.createNotStarted(NAME, () -> context, registry);
        }

        @Override
        protected void answer(Observation.Context context) {
            ((ServerRequestObservationContext) context).getResponse().setStatus(404);
        }

        @Test
        void request_saysMethodRouteAndStatus() {
            assertThat(recorded()).hasName("http get /orders/{id}")
                .hasMeta("http.request.method", "\"GET\"")
                .hasMeta("http.response.status_code", "404");
        }

    }

    @Nested
    class OfWebFlux extends ContextMapperContract {

        @Override
        protected ContextMapper mapper() {
            return new ReactiveRequestContextMapper();
        }

        @Override
        protected Observation observation(ObservationRegistry registry) {
            MockServerHttpResponse response = new MockServerHttpResponse();
            var context = new org.springframework.http.server.reactive.observation.ServerRequestObservationContext(
                    MockServerHttpRequest.get("/orders/7").build(), response, new HashMap<>());
            context.setPathPattern("/orders/{id}");
            return Observation.createNotStarted(NAME, () -> context, registry);
        }

        @Override
        protected void answer(Observation.Context context) {
            ((org.springframework.http.server.reactive.observation.ServerRequestObservationContext) context)
                .getResponse()
                .setStatusCode(HttpStatus.NOT_FOUND);
        }

        @Test
        void request_saysMethodRouteAndStatus() {
            assertThat(recorded()).hasName("http get /orders/{id}").hasMeta("http.response.status_code", "404");
        }

    }

}
