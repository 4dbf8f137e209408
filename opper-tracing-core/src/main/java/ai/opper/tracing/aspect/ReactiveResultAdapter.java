// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A span for each subscription to any type that Spring can turn into a publisher and
 * back.
 */
final class ReactiveResultAdapter implements ResultAdapter {

    private static final ClassValue<Optional<ReactiveAdapter>> NEAREST = new ClassValue<>() {

        @Override
        protected Optional<ReactiveAdapter> computeValue(Class<?> type) {
            return Optional.ofNullable(nearest(type));
        }

    };

    /** The registry itself would take any Flowable for no more than a Publisher. */
    private static @Nullable ReactiveAdapter nearest(Class<?> type) {
        ReactiveAdapterRegistry registry = ReactiveAdapterRegistry.getSharedInstance();
        Set<Class<?>> types = new LinkedHashSet<>(ClassUtils.getAllInterfacesForClassAsSet(type));
        for (Class<?> above = type; above != null; above = above.getSuperclass()) {
            types.add(above);
        }
        return types.stream()
            .map(registry::getAdapter)
            .filter((adapter) -> adapter != null && types.contains(adapter.getReactiveType()))
            .reduce((one, other) -> one.getReactiveType().isAssignableFrom(other.getReactiveType()) ? other : one)
            .orElse(null);
    }

    private static @Nullable ReactiveAdapter adapterFor(Class<?> type) {
        return NEAREST.get(type).orElse(null);
    }

    @Override
    public boolean supports(Class<?> type) {
        ReactiveAdapter adapter = adapterFor(type);
        return adapter != null && adapter.getDescriptor().isDeferred();
    }

    @Override
    public boolean isDeferred() {
        return true;
    }

    /** Whether what replaces a reactive result can be what a method declares. */
    static boolean canBecome(Class<?> declared) {
        ReactiveAdapter adapter = adapterFor(declared);
        return adapter == null || declared.isAssignableFrom(adapter.getReactiveType());
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        ReactiveAdapter adapter = adapterFor(result.getClass());
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
