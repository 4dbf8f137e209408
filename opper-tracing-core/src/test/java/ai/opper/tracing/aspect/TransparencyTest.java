// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;
import ai.opper.tracing.capture.CaptureLimits;
import ai.opper.tracing.capture.ElementCapture;
import ai.opper.tracing.capture.JsonPayloadCapture;
import ai.opper.tracing.capture.PayloadCapture;
import ai.opper.tracing.capture.Redaction;
import ai.opper.tracing.observation.RecordingSettings;
import ai.opper.tracing.observation.SpanObservationHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.observation.SpanTracer;
import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.MetricRecord;
import ai.opper.tracing.span.Payload;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.span.SpanNode;
import ai.opper.tracing.span.SpanRecord;
import ai.opper.tracing.span.SpanSink;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application sees the same objects and exceptions with and without tracing, whatever
 * in tracing is broken. A table of faults times a table of methods.
 */
class TransparencyTest {

    private static final Object VALUE = new Object();

    static List<Arguments> faultsAndCalls() {
        List<Arguments> table = new ArrayList<>();
        for (Map.Entry<String, Function<Throwable, Fault>> fault : faults().entrySet()) {
            for (Throwable thrown : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("broken"),
                    new AssertionError("broken"))) {
                for (Map.Entry<String, Function<Application, Outcome>> call : calls().entrySet()) {
                    table.add(Arguments.of(
                            fault.getKey() + " throws " + thrown.getClass().getSimpleName() + " at " + call.getKey(),
                            fault.getValue().apply(thrown), call.getValue()));
                }
            }
        }
        return table;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAndCalls")
    void call_hasTheSameOutcomeAsWithoutTracing(String name, Fault fault, Function<Application, Outcome> call) {
        Problems problems = new Problems();
        ObservationRegistry registry = ObservationRegistry.create();
        Application application = application(fault, problems, registry);
        assertThat(call.apply(application)).isEqualTo(call.apply(new Application()));
        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    private static Application application(Fault fault, Problems problems, ObservationRegistry registry) {
        PayloadCapture capture = new JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), problems);
        SpanRecording recording = new SpanRecording(RecordingSettings.DEFAULT,
                (fault.capture() != null) ? fault.capture() : capture,
                (fault.sink() != null) ? fault.sink() : new SpansInMemory(), new Ledger(), problems);
        registry.observationConfig().observationHandler(new SpanObservationHandler(recording));
        fault.registry().accept(registry);
        CallTracer tracer = new CallTracer(new SpanTracer(registry, recording), fault.adapters(), null);
        ProxyFactory factory = new ProxyFactory(new Application());
        factory.setProxyTargetClass(true);
        factory.addAdvisor(new TracedAdvisor(() -> tracer, 0));
        return (Application) factory.getProxy();
    }

    private static Map<String, Function<Application, Outcome>> calls() {
        IOException checked = new IOException("checked");
        AssertionError error = new AssertionError("error");
        return Map.ofEntries(Map.entry("value", outcomeOf((bean) -> bean.value(VALUE))),
                Map.entry("void", outcomeOf((bean) -> {
                    bean.nothing();
                    return null;
                })), Map.entry("checked exception", outcomeOf((bean) -> bean.failing(checked))),
                Map.entry("error", outcomeOf((bean) -> bean.failing(error))),
                Map.entry("nested", outcomeOf((bean) -> bean.nested(bean, checked))),
                Map.entry("metric", outcomeOf((bean) -> bean.measured(VALUE))),
                Map.entry("future", outcomeOf((bean) -> bean.future(CompletableFuture.completedFuture(VALUE)).get())),
                Map.entry("later future", outcomeOf((bean) -> {
                    CompletableFuture<Object> source = new CompletableFuture<>();
                    CompletableFuture<Object> seen = bean.future(source);
                    source.complete(VALUE);
                    return (seen == source) ? seen.get() : "another future";
                })),
                Map.entry("failed future",
                        outcomeOf((bean) -> bean.future(CompletableFuture.failedFuture(checked))
                            .handle((value, seen) -> seen)
                            .get())),
                Map.entry("mono", outcomeOf((bean) -> bean.mono(Mono.just(VALUE)).block())),
                Map.entry("failed mono",
                        outcomeOf((bean) -> bean.mono(Mono.error(checked)).onErrorResume(Mono::just).block())),
                Map.entry("cancelled mono", outcomeOf((bean) -> {
                    bean.mono(Mono.never()).subscribe().dispose();
                    return null;
                })), Map.entry("unassembled mono", outcomeOf((bean) -> bean.unassembled(checked))),
                Map.entry("flux", outcomeOf((bean) -> bean.flux(Flux.just(1, 2, 3)).collectList().block())),
                Map.entry("cut flux",
                        outcomeOf((bean) -> bean.flux(Flux.just(1, 2).concatWith(Flux.error(checked)))
                            .map(Object.class::cast)
                            .onErrorResume(Flux::just)
                            .collectList()
                            .block())));
    }

    private static Function<Application, Outcome> outcomeOf(Attempt attempt) {
        return (application) -> {
            try {
                return new Outcome(attempt.on(application), null);
            }
            catch (Throwable ex) {
                return new Outcome(null, ex);
            }
        };
    }

    private static Map<String, Function<Throwable, Fault>> faults() {
        return Map.of("sink", (thrown) -> Fault.of(new BrokenSink(thrown)), "capture",
                (thrown) -> new Fault(null, new BrokenCapture(thrown), (registry) -> {
                }, List.of()), "adapter", (thrown) -> new Fault(null, null, (registry) -> {
                }, List.of(new BrokenAdapter(thrown, false))), "adapter's question",
                (thrown) -> new Fault(null, null, (registry) -> {
                }, List.of(new BrokenAdapter(thrown, true))), "handler",
                (thrown) -> Fault
                    .of((registry) -> registry.observationConfig().observationHandler(new BrokenHandler(thrown))),
                "scope",
                (thrown) -> Fault
                    .of((registry) -> registry.observationConfig().observationHandler(new BrokenScopeHandler(thrown))),
                "predicate", (thrown) -> Fault
                    .of((registry) -> registry.observationConfig().observationPredicate((name, context) -> {
                        throw sneaky(thrown);
                    })),
                "denial",
                (thrown) -> Fault
                    .of((registry) -> registry.observationConfig().observationPredicate((name, context) -> false)),
                "filter",
                (thrown) -> Fault.of((registry) -> registry.observationConfig().observationFilter((context) -> {
                    throw sneaky(thrown);
                })), "convention", (thrown) -> Fault.of((registry) -> registry.observationConfig()
                    .observationConvention(new BrokenConvention(thrown))));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    record Outcome(Object value, Throwable thrown) {
    }

    record Fault(SpanSink sink, PayloadCapture capture, Consumer<ObservationRegistry> registry,
            List<ResultAdapter> adapters) {

        static Fault of(SpanSink sink) {
            return new Fault(sink, null, (registry) -> {
            }, List.of());
        }

        static Fault of(Consumer<ObservationRegistry> registry) {
            return new Fault(null, null, registry, List.of());
        }

    }

    @FunctionalInterface
    interface Attempt {

        Object on(Application application) throws Throwable;

    }

    static class Application {

        @Traced(tags = "key=#{#value}")
        @SpanMetric
        public Object value(Object value) {
            return value;
        }

        @Traced
        public void nothing() {
        }

        @Traced
        public Object failing(Throwable thrown) throws Throwable {
            throw thrown;
        }

        @Traced
        public Object nested(Application proxy, Throwable thrown) throws Throwable {
            proxy.value(thrown);
            return proxy.failing(thrown);
        }

        @SpanMetric(expression = "3", target = SpanMetric.Target.TRACE)
        public Object measured(Object value) {
            return value;
        }

        @Traced
        public <T> CompletableFuture<T> future(CompletableFuture<T> future) {
            return future;
        }

        @Traced
        @SpanMetric(expression = "1")
        public <T> Mono<T> mono(Mono<T> mono) {
            return mono;
        }

        @Traced
        public Mono<Object> unassembled(Throwable thrown) throws Throwable {
            throw thrown;
        }

        @Traced
        @SpanMetric
        public <T> Flux<T> flux(Flux<T> flux) {
            return flux;
        }

    }

    record BrokenSink(Throwable thrown) implements SpanSink {

        @Override
        public void accept(SpanNode node, SpanRecord span) {
            throw sneaky(this.thrown);
        }

        @Override
        public void accept(SpanNode node, MetricRecord metric) {
            throw sneaky(this.thrown);
        }

    }

    record BrokenCapture(Throwable thrown) implements PayloadCapture {

        @Override
        public Payload value(Object value) {
            throw sneaky(this.thrown);
        }

        @Override
        public Payload arguments(List<Parameter> parameters, Object[] arguments) {
            throw sneaky(this.thrown);
        }

        @Override
        public Payload named(String name, Object value) {
            throw sneaky(this.thrown);
        }

        @Override
        public ElementCapture elements() {
            throw sneaky(this.thrown);
        }

        @Override
        public String text(String text) {
            throw sneaky(this.thrown);
        }

        @Override
        public String text(String name, String text) {
            throw sneaky(this.thrown);
        }

        @Override
        public String shortened(String redacted) {
            throw sneaky(this.thrown);
        }

    }

    record BrokenAdapter(Throwable thrown, boolean atOnce) implements ResultAdapter {

        @Override
        public boolean supports(Class<?> type) {
            if (this.atOnce) {
                throw sneaky(this.thrown);
            }
            return true;
        }

        @Override
        public boolean isDeferred() {
            return false;
        }

        @Override
        public Object adapt(Object result, CallSpans spans) {
            spans.start(null);
            throw sneaky(this.thrown);
        }

    }

    record BrokenHandler(Throwable thrown) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStart(Observation.Context context) {
            throw sneaky(this.thrown);
        }

        @Override
        public void onError(Observation.Context context) {
            throw sneaky(this.thrown);
        }

        @Override
        public void onStop(Observation.Context context) {
            throw sneaky(this.thrown);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

    }

    record BrokenScopeHandler(Throwable thrown) implements ObservationHandler<Observation.Context> {

        @Override
        public void onScopeOpened(Observation.Context context) {
            throw sneaky(this.thrown);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            throw sneaky(this.thrown);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

    }

    record BrokenConvention(Throwable thrown) implements GlobalObservationConvention<Observation.Context> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public io.micrometer.common.KeyValues getLowCardinalityKeyValues(Observation.Context context) {
            throw sneaky(this.thrown);
        }

        @Override
        public String getName() {
            return KeyValue.NONE_VALUE;
        }

    }

}
