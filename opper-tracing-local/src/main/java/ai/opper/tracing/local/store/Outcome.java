// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What one of many changes came to.
 *
 * @param value its result, or null when it failed
 * @param failure why it failed, or null
 * @param <T> what it results in
 */
record Outcome<T>(@Nullable T value, @Nullable RuntimeException failure) {

    static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null);
    }

    static <T> Outcome<T> failed(RuntimeException failure) {
        return new Outcome<>(null, failure);
    }

    T orThrow() {
        if (this.failure != null) {
            throw this.failure;
        }
        return Objects.requireNonNull(this.value);
    }

}
