// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.TraceAttributes;

/**
 * What holds for all spans that start here, whatever their parent: attributes, and
 * whether anything is recorded at all. Immutable; carried from thread to thread by
 * Micrometer's context propagation.
 */
final class Ambient {

    static final Ambient NONE = new Ambient(TraceAttributes.none(), false);

    private static final ThreadLocal<@Nullable Ambient> CURRENT = new ThreadLocal<>();

    private final TraceAttributes attributes;

    private final boolean suppressed;

    private Ambient(TraceAttributes attributes, boolean suppressed) {
        this.attributes = attributes;
        this.suppressed = suppressed;
    }

    static Ambient current() {
        Ambient ambient = CURRENT.get();
        return (ambient != null) ? ambient : NONE;
    }

    static void set(@Nullable Ambient ambient) {
        if (ambient == null || ambient == NONE) {
            CURRENT.remove();
        }
        else {
            CURRENT.set(ambient);
        }
    }

    /** Session, user, tags and metadata. */
    TraceAttributes attributes() {
        return this.attributes;
    }

    /** Whether nothing is recorded. */
    boolean isSuppressed() {
        return this.suppressed;
    }

    Ambient with(TraceAttributes inner) {
        return new Ambient(inner.over(this.attributes), this.suppressed);
    }

    Ambient suppress() {
        return new Ambient(this.attributes, true);
    }

}
