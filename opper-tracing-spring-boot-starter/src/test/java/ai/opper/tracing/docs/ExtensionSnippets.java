// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.netty.util.concurrent.Future;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

import ai.opper.tracing.Redactor;
import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.aspect.CallSpan;
import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.observation.ContextMapper;

/**
 * The code of docs/adding-an-exporter.md, docs/adding-an-instrumentation.md and
 * docs/privacy.md.
 */
final class ExtensionSnippets {

    private ExtensionSnippets() {
    }

    @Configuration(proxyBeanMethods = false)
    static class ExporterConfiguration {

        @Bean(destroyMethod = "")
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        SpanExporter slowSpanLog() {
            return new SlowSpanLog();
        }

    }

    /** Spans of the observations that the library "search" makes of its queries. */
    @Component
    static final class SearchContextMapper implements ContextMapper {

        @Override
        public boolean supports(Observation.Context context) {
            return "search.query".equals(context.getName());
        }

        @Override
        public String type(Observation.Context context) {
            return SpanType.RETRIEVER;
        }

        @Override
        public void onStop(Observation.Context context, Span span) {
            KeyValue index = context.getLowCardinalityKeyValue("index");
            if (index != null) {
                span.tag("index", index.getValue());
            }
        }

    }

    @Component
    static final class NettyFutureAdapter implements ResultAdapter {

        @Override
        public boolean supports(Class<?> type) {
            return Future.class.isAssignableFrom(type);
        }

        @Override
        public boolean isDeferred() {
            return false;
        }

        @Override
        public Object adapt(Object result, CallSpans spans) {
            CallSpan span = spans.start(null);
            ((Future<?>) result).addListener((done) -> end(span, done));
            return result;
        }

        private static void end(CallSpan span, Future<?> done) {
            if (done.isSuccess()) {
                span.complete(done.getNow());
            }
            else if (done.isCancelled()) {
                span.cancel();
            }
            else {
                span.fail(done.cause());
            }
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class RedactorConfiguration {

        @Bean
        Redactor redactor(Pseudonyms pseudonyms) {
            return (name, text) -> switch (name) {
                case "customerId", "user_id" -> pseudonyms.of(text);
                case "notes" -> null;
                default -> text;
            };
        }

    }

    /** Gives each text another that says nothing and is always the same. */
    interface Pseudonyms {

        String of(String text);

    }

}
