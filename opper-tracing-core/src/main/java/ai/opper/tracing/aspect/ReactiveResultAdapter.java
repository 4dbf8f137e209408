// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A span for each subscription to any type that Spring can turn into a publisher and
 * back.
 */
final class ReactiveResultAdapter implements ResultAdapter {

    private final ReactiveAdapterRegistry registry = ReactiveAdapterRegistry.getSharedInstance();

    @Override
    public boolean supports(Class<?> type) {
        ReactiveAdapter adapter = this.registry.getAdapter(type);
        return adapter != null && adapter.getDescriptor().isDeferred();
    }

    @Override
    public boolean isDeferred() {
        return true;
    }

    /** Whether a publisher of ours can be what a method declares. */
    boolean canBecome(Class<?> declared) {
        ReactiveAdapter adapter = this.registry.getAdapter(declared);
        return adapter != null && declared.isAssignableFrom(adapter.getReactiveType());
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        ReactiveAdapter adapter = this.registry.getAdapter(result.getClass());
        Assert.state(adapter != null, "This adapter is asked for reactive types only");
        return adapter.fromPublisher(traced(adapter, adapter.toPublisher(result), spans));
    }

    private static Publisher<?> traced(ReactiveAdapter adapter, Publisher<?> publisher, CallSpans spans) {
        if (adapter.isMultiValue()) {
            return new TracedFlux<>((publisher instanceof Flux<?> flux) ? flux : Flux.from(publisher), spans);
        }
        return new TracedMono<>((publisher instanceof Mono<?> mono) ? mono : Mono.fromDirect(publisher), spans);
    }

}
