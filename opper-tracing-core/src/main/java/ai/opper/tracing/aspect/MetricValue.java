// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Turns what an expression gave into the number of a metric. */
final class MetricValue {

    private static final double NANOS_PER_SECOND = 1e9;

    private MetricValue() {
    }

    /**
     * Finds the number in a value.
     * @param value what the expression gave
     * @return the number, or {@code null} when the value holds none
     */
    static @Nullable Double of(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(MetricValue::of).orElse(null);
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        if (value instanceof Duration duration) {
            return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
        }
        return sizeOf(value);
    }

    private static @Nullable Double sizeOf(@Nullable Object value) {
        if (value instanceof ElementList elements) {
            return (double) elements.total();
        }
        if (value instanceof Collection<?> collection) {
            return (double) collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return (double) map.size();
        }
        if (value instanceof CharSequence text) {
            return (double) text.length();
        }
        return (value != null && value.getClass().isArray()) ? (double) Array.getLength(value) : null;
    }

}
