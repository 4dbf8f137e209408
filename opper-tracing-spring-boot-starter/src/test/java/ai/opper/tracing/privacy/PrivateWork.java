// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

import ai.opper.tracing.Sensitive;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanTag;
import ai.opper.tracing.Traced;

/** Methods that are traced, and are given secrets or return some. */
class PrivateWork {

    @Traced
    public void take(Object value, String text) {
    }

    @Traced
    public Object give(Object value) {
        return value;
    }

    @Traced(input = "#value", recordOutput = false)
    public void takeByExpression(Object value) {
    }

    @Traced(output = "#result.get(0)", recordInput = false)
    public List<Object> giveByExpression(Object value) {
        return List.of(value);
    }

    @Traced(tags = { "literal=shown", "picked=#{#text}" }, recordInput = false)
    public void tag(String text, @SpanTag Object argument) {
    }

    @Traced(recordInput = false)
    @SpanMetric(dimension = "size", expression = "1", comment = "about #{#text}")
    @SpanMetric(dimension = "wrong", expression = "#text.wrong")
    public void measure(String text) {
    }

    @Traced(recordInput = false)
    public void fail(RuntimeException failure) {
        throw failure;
    }

    @Traced(recordInput = false, expected = RuntimeException.class)
    public void failAsExpected(RuntimeException failure) {
        throw failure;
    }

    @Traced(recordInput = false)
    public Flux<Object> stream(List<Object> elements) {
        return Flux.fromIterable(elements);
    }

    /** Pages of the application. */
    @RestController
    static class Pages {

        @Traced
        @RequestMapping("/ask/{question}")
        public String ask(@PathVariable String question, @RequestParam String more,
                @RequestHeader Map<String, String> headers) {
            return "";
        }

    }

    /** Whose arguments and results are hidden without any setting. */
    static class Hidden {

        @Traced
        public void sensitive(@Sensitive Object value, Login login, Card card) {
        }

        @Traced
        @Sensitive
        public Object sensitiveResult(Object value) {
            return value;
        }

        @Traced(input = "#value", output = "#result", tags = "picked=#{#value}")
        @Sensitive
        @SpanMetric(dimension = "size", expression = "1", comment = "#{#value} #{#result}")
        public Object sensitiveInExpressions(@Sensitive String value) {
            return value;
        }

        @Traced
        public Map<String, Object> named(Object password, Map<String, Object> entries) {
            return entries;
        }

    }

    record Login(String user, @Sensitive Object answer, String apiKey) {
    }

    @Sensitive
    record Card(Object number) {
    }

}
