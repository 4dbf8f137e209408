// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.TraceAttributes;

/**
 * What holds for all spans that start here, whatever their parent: attributes, and
 * whether anything is recorded at all. Carried from thread to thread by Micrometer's
 * context propagation.
 */
final class Ambient {

    static final Ambient NONE = new Ambient(TraceAttributes.none(), false, null);

    private static final ThreadLocal<@Nullable Ambient> CURRENT = new ThreadLocal<>();

    private final TraceAttributes attributes;

    private final boolean suppressed;

    private final @Nullable Ambient outer;

    /** The thread that has left it; it may still hold on others. */
    private volatile @Nullable Thread leftBy;

    private Ambient(TraceAttributes attributes, boolean suppressed, @Nullable Ambient outer) {
        this.attributes = attributes;
        this.suppressed = suppressed;
        this.outer = outer;
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
        return new Ambient(inner.over(this.attributes), this.suppressed, this);
    }

    /** What holds already is stronger. */
    Ambient above(TraceAttributes outer) {
        return new Ambient(this.attributes.over(outer), this.suppressed, this);
    }

    Ambient suppress() {
        return new Ambient(this.attributes, true, this);
    }

    /**
     * Returns to what held outside, once. When something inside is still open, it goes on
     * until that is left too.
     */
    void leave() {
        Thread here = Thread.currentThread();
        if (this.leftBy == here) {
            return;
        }
        this.leftBy = here;
        Ambient current = Ambient.current();
        while (current.leftBy == here && current.outer != null) {
            current = current.outer;
        }
        set(current);
    }

}
