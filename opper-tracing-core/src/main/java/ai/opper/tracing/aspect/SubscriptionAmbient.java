// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.AmbientThreadLocalAccessor;

/**
 * Takes attributes and suppression along in the subscriber's context, for traced
 * publishers inside that are subscribed to on another thread, also where Reactor does not
 * propagate by itself.
 */
final class SubscriptionAmbient {

    private static final String KEY = AmbientThreadLocalAccessor.KEY;

    private static final AmbientThreadLocalAccessor HERE = new AmbientThreadLocalAccessor();

    private static final ActiveSpan.Scope NOTHING_CHANGED = () -> {
    };

    private SubscriptionAmbient() {
    }

    /** Adds what holds on this thread. */
    static Context addTo(Context context) {
        Object here = HERE.getValue();
        return (here != null) ? context.put(KEY, here) : context;
    }

    /** Makes hold on this thread what the context says, if it says anything. */
    static ActiveSpan.Scope enter(ContextView context) {
        Object said = context.getOrDefault(KEY, null);
        Object before = HERE.getValue();
        if (said == null || said == before) {
            return NOTHING_CHANGED;
        }
        HERE.setValue(said);
        return () -> restore(before);
    }

    private static void restore(@Nullable Object before) {
        if (before != null) {
            HERE.setValue(before);
        }
        else {
            HERE.setValue();
        }
    }

}
