// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import java.util.function.Supplier;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.GroupedFlux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.ParallelFlux;
import reactor.core.publisher.Sinks;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A span for each subscription, whatever library the publisher comes from. */
class ReactiveTypesTest {

    private final TracedApplication application = TracedApplication.of(Types.class);

    private final Types bean = this.application.bean(Types.class);

    @AfterEach
    void close() {
        assertThat(this.application.current()).isNull();
        assertThat(this.application.problems(Problem.RECORDING_FAILED)).isZero();
        this.application.close();
    }

    /** Nothing without a subscription, one span for the first, and one for the second. */
    private void assertSpanForEach(String output, Supplier<?> subscribing) {
        assertThat(this.application.spans().all()).isEmpty();
        Object unused = subscribing.get();
        assertThat(SpansInMemory.output(this.application.spans().only())).isEqualTo(output);
        unused = subscribing.get();
        assertThat(this.application.spans().all()).hasSize(2);
    }

    @Test
    void single_hasASpanForEachSubscription() {
        Single<String> single = this.bean.single(Single.fromCallable(() -> "value"));
        assertSpanForEach("\"value\"", single::blockingGet);
    }

    @Test
    void single_passesItsErrorOn() {
        IOException error = new IOException("down");
        Single<String> single = this.bean.single(Single.error(error));
        assertThat(catchThrowable(single::blockingGet)).hasCause(error);
        assertThat(this.application.spans().only().error()).isEqualTo("java.io.IOException: down");
    }

    @Test
    void single_thatIsDisposedIsCancelled() {
        this.bean.single(Single.never()).subscribe().dispose();
        assertThat(SpansInMemory.meta(this.application.spans().only(), "cancelled")).isEqualTo("true");
    }

    @Test
    void maybe_hasASpanForEachSubscription() {
        Maybe<Integer> maybe = this.bean.maybe(Maybe.fromCallable(() -> 1));
        assertSpanForEach("1", maybe::blockingGet);
    }

    @Test
    void maybe_mayBeEmpty() {
        assertThat(this.bean.maybe(Maybe.empty()).blockingGet()).isNull();
        assertThat(SpansInMemory.output(this.application.spans().only())).isEqualTo("null");
    }

    @Test
    void completable_hasASpanForEachSubscription() {
        List<String> runs = new ArrayList<>();
        Completable completable = this.bean.completable(Completable.fromAction(() -> runs.add("run")));
        assertSpanForEach("null", () -> completable.blockingAwait(1, java.util.concurrent.TimeUnit.SECONDS));
        assertThat(runs).hasSize(2);
    }

    @Test
    void flowable_hasASpanForEachSubscriptionAndKeepsItsDemand() {
        List<Long> requests = new ArrayList<>();
        Flowable<Integer> flowable = this.bean.flowable(Flowable.range(0, 3).doOnRequest(requests::add));
        assertSpanForEach("[0,1,2]", () -> flowable.rebatchRequests(2).toList().blockingGet());
        assertThat(requests.get(0)).isEqualTo(2);
    }

    @Test
    void observable_hasASpanForEachSubscription() {
        Observable<String> observable = this.bean.observable(Observable.just("a", "b"));
        assertSpanForEach("\"ab\"", () -> observable.toList().blockingGet());
    }

    @Test
    void uni_hasASpanForEachSubscription() {
        Uni<String> uni = this.bean.uni(Uni.createFrom().item(() -> "value"));
        assertSpanForEach("\"value\"", () -> uni.await().indefinitely());
    }

    @Test
    void multi_hasASpanForEachSubscription() {
        Multi<Integer> multi = this.bean.multi(Multi.createFrom().items(1, 2));
        assertSpanForEach("[1,2]", () -> multi.collect().asList().await().indefinitely());
    }

    @Test
    void publisherOfTheJdk_hasASpanForEachSubscription() {
        Flow.Publisher<Integer> publisher = this.bean.jdk(JdkFlowAdapter.publisherToFlowPublisher(Flux.just(1, 2)));
        assertSpanForEach("[1,2]", () -> JdkFlowAdapter.flowPublisherToFlux(publisher).blockLast());
    }

    @Test
    void anyPublisher_hasASpanForEachSubscription() {
        Publisher<Integer> publisher = this.bean.publisher((subscriber) -> Flux.just(1, 2).subscribe(subscriber));
        assertSpanForEach("[1,2]", () -> Flux.from(publisher).collectList().block());
    }

    @Test
    void publisherDeclaredAsAnObject_hasASpanForEachSubscription() {
        Object result = this.bean.object(Mono.just("value"));
        assertSpanForEach("\"value\"", ((Mono<?>) result)::block);
    }

    @Test
    void publisherDeclaredAsAnObject_endsTheSpanOfWorkThatWasDoneInTheCall() {
        Object result = this.bean.busyObject();
        assertThat(this.application.spans().names()).containsExactly("inside", "Types.busyObject");
        SpanRecord call = this.application.spans().named("Types.busyObject");
        assertThat(this.application.spans().named("inside").parentId()).isEqualTo(call.id());
        ((Mono<?>) result).block();
        assertThat(this.application.spans().names()).containsExactly("inside", "Types.busyObject", "Types.busyObject");
    }

    @Test
    void specialPublishers_comeBackAsTheyAre() {
        ConnectableFlux<Integer> connectable = Flux.range(0, 3).publish();
        ParallelFlux<Integer> parallel = Flux.range(0, 3).parallel();
        GroupedFlux<Integer, Integer> grouped = Flux.range(0, 1).groupBy((value) -> value).blockLast();
        assertThat(this.bean.generic(connectable)).isSameAs(connectable);
        assertThat(this.bean.generic(grouped)).isSameAs(grouped);
        assertThat(this.bean.parallel(parallel)).isSameAs(parallel);
        assertThat(this.bean.grouped(grouped)).isSameAs(grouped);
        assertThat(this.application.spans().names()).containsExactly("Types.generic", "Types.generic", "Types.parallel",
                "Types.grouped");
    }

    @Test
    void callThatGivesASpecialPublisher_isRecordedWithWhatItDid() {
        assertThat(this.bean.busyConnectable()).isNotNull();
        SpanRecord call = this.application.spans().named("Types.busyConnectable");
        assertThat(this.application.spans().named("inside").parentId()).isEqualTo(call.id());
    }

    @Test
    void connectableDeclaredAsAFlux_hasASpanForEachSubscription() {
        ConnectableFlux<Integer> connectable = Flux.range(0, 3).publish();
        Flux<Integer> flux = this.bean.flux(connectable);
        List<Integer> seen = new ArrayList<>();
        flux.subscribe(seen::add);
        flux.subscribe(seen::add);
        connectable.connect();
        assertThat(seen).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(this.application.spans().all()).extracting(SpansInMemory::output)
            .containsExactly("[0,1,2]", "[0,1,2]");
    }

    @Test
    void fluxOfASink_recordsWhatIsEmitted() {
        Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();
        this.bean.flux(sink.asFlux()).subscribe();
        sink.tryEmitNext("a");
        sink.tryEmitNext("b");
        sink.tryEmitComplete();
        assertThat(SpansInMemory.output(this.application.spans().only())).isEqualTo("\"ab\"");
    }

    static class Types {

        private final OpperTracer tracer;

        Types(OpperTracer tracer) {
            this.tracer = tracer;
        }

        @Traced(recordInput = false)
        public <T> Single<T> single(Single<T> single) {
            return single;
        }

        @Traced(recordInput = false)
        public <T> Maybe<T> maybe(Maybe<T> maybe) {
            return maybe;
        }

        @Traced(recordInput = false)
        public Completable completable(Completable completable) {
            return completable;
        }

        @Traced(recordInput = false)
        public <T> Flowable<T> flowable(Flowable<T> flowable) {
            return flowable;
        }

        @Traced(recordInput = false)
        public <T> Observable<T> observable(Observable<T> observable) {
            return observable;
        }

        @Traced(recordInput = false)
        public <T> Uni<T> uni(Uni<T> uni) {
            return uni;
        }

        @Traced(recordInput = false)
        public <T> Multi<T> multi(Multi<T> multi) {
            return multi;
        }

        @Traced(recordInput = false)
        public <T> Flow.Publisher<T> jdk(Flow.Publisher<T> publisher) {
            return publisher;
        }

        @Traced(recordInput = false)
        public <T> Publisher<T> publisher(Publisher<T> publisher) {
            return publisher;
        }

        @Traced(recordInput = false)
        public <T> Flux<T> flux(Flux<T> flux) {
            return flux;
        }

        @Traced(recordInput = false)
        public <T> ParallelFlux<T> parallel(ParallelFlux<T> flux) {
            return flux;
        }

        @Traced(recordInput = false)
        public <K, T> GroupedFlux<K, T> grouped(GroupedFlux<K, T> flux) {
            return flux;
        }

        @Traced(recordInput = false)
        public <T> T generic(T value) {
            return value;
        }

        @Traced(recordInput = false)
        public Object object(Object value) {
            return value;
        }

        @Traced
        public Object busyObject() {
            return this.tracer.inSpan("inside", () -> Mono.just("value"));
        }

        @Traced
        public ConnectableFlux<Integer> busyConnectable() {
            return this.tracer.inSpan("inside", () -> Flux.range(0, 3).publish());
        }

    }

}
