// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.function.BiConsumer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation current. Whatever handlers throw, and in whatever order scopes are
 * closed: afterwards that is current which should be.
 */
final class GuardedScope {

    private GuardedScope() {
    }

    static ActiveSpan.Scope open(Observation target, BiConsumer<String, Runnable> guard) {
        ObservationRegistry registry = target.getObservationRegistry();
        Observation.Scope previous = registry.getCurrentObservationScope();
        Observation.Scope[] opened = new Observation.Scope[1];
        guard.accept("an observation handler failed at the start of a scope", () -> opened[0] = target.openScope());
        Observation.Scope current = registry.getCurrentObservationScope();
        if (current == previous || current == null) {
            return ActiveSpan.NO_SCOPE;
        }
        return () -> {
            Observation.Scope now = registry.getCurrentObservationScope();
            Observation.Scope then = isAtOrBelow(now, current) ? previous : now;
            if (opened[0] != null) {
                guard.accept("an observation handler failed at the end of a scope", opened[0]::close);
            }
            if (registry.getCurrentObservationScope() != then) {
                registry.setCurrentObservationScope(then);
            }
        };
    }

    private static boolean isAtOrBelow(Observation.@Nullable Scope scope, Observation.Scope sought) {
        for (Observation.Scope above = scope; above != null; above = above.getPreviousObservationScope()) {
            if (above == sought) {
                return true;
            }
        }
        return false;
    }

}
