// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry attributes and suppression. Found by
 * {@link java.util.ServiceLoader}, which is why it is public.
 */
public final class AmbientThreadLocalAccessor implements ThreadLocalAccessor<Object> {

    /** The key in Reactor's context and in context snapshots. */
    public static final String KEY = "ai.opper.tracing.ambient";

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Object getValue() {
        Ambient ambient = Ambient.current();
        return (ambient != Ambient.NONE) ? ambient : null;
    }

    @Override
    public void setValue(Object value) {
        Ambient.set((Ambient) value);
    }

    @Override
    public void setValue() {
        Ambient.set(null);
    }

}
