// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.ActiveSpan;

/** Work of which nothing is recorded. */
final class SilentCallSpan implements CallSpan {

    static final CallSpan INSTANCE = new SilentCallSpan();

    /** A scope that changes nothing. */
    static final ActiveSpan.Scope NO_SCOPE = () -> {
    };

    private SilentCallSpan() {
    }

    @Override
    public @Nullable Observation observation() {
        return null;
    }

    @Override
    public ActiveSpan.Scope makeCurrent() {
        return NO_SCOPE;
    }

    @Override
    public ActiveSpan.Scope leave() {
        return NO_SCOPE;
    }

    @Override
    public void element(Object element) {
        // Nobody wants to know.
    }

    @Override
    public void complete(@Nullable Object result) {
        // Nobody wants to know.
    }

    @Override
    public void completeElements() {
        // Nobody wants to know.
    }

    @Override
    public void fail(Throwable error) {
        // Nobody wants to know.
    }

    @Override
    public void cancel() {
        // Nobody wants to know.
    }

}
