// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import kotlin.coroutines.AbstractCoroutineContextElement;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.ThreadContextElement;
import kotlinx.coroutines.reactor.ReactorContext;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.GuardedScope;
import ai.opper.tracing.span.Problems;

/**
 * Makes the observation in a coroutine's Reactor context current on each thread that the
 * coroutine runs on.
 */
final class CoroutineObservation extends AbstractCoroutineContextElement
        implements ThreadContextElement<ActiveSpan.Scope> {

    static final CoroutineContext.Key<CoroutineObservation> KEY = new CoroutineContext.Key<>() {
    };

    private final Problems problems;

    CoroutineObservation(Problems problems) {
        super(KEY);
        this.problems = problems;
    }

    /** The observation that a coroutine belongs to, if its context has one. */
    static @Nullable Observation of(CoroutineContext context) {
        ReactorContext reactor = context.get(ReactorContext.Key);
        return (reactor != null) ? reactor.getContext().getOrDefault(ObservationThreadLocalAccessor.KEY, null) : null;
    }

    /** The context of coroutines that belong to an observation. */
    CoroutineContext in(CoroutineContext context, @Nullable Observation observation) {
        if (observation == null) {
            return context;
        }
        ReactorContext reactor = context.get(ReactorContext.Key);
        Context before = (reactor != null) ? reactor.getContext() : Context.empty();
        return context.plus(new ReactorContext(before.put(ObservationThreadLocalAccessor.KEY, observation))).plus(this);
    }

    /** A context whose observation is that of another. */
    static CoroutineContext replace(CoroutineContext context, CoroutineContext other) {
        return with(ReactorContext.Key, with(KEY, context, other), other);
    }

    private static CoroutineContext with(CoroutineContext.Key<?> key, CoroutineContext context,
            CoroutineContext other) {
        CoroutineContext without = context.minusKey(key);
        CoroutineContext.Element element = other.get(key);
        return (element != null) ? without.plus(element) : without;
    }

    @Override
    public ActiveSpan.Scope updateThreadContext(CoroutineContext context) {
        Observation observation = of(context);
        if (observation == null || observation.getObservationRegistry().getCurrentObservation() == observation) {
            return SilentCallSpan.NO_SCOPE;
        }
        return GuardedScope.open(this.problems, "coroutine", observation);
    }

    @Override
    public void restoreThreadContext(CoroutineContext context, ActiveSpan.Scope scope) {
        scope.close();
    }

}
