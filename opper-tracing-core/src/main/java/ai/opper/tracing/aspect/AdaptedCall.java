// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A call in the hands of an adapter.
 *
 * @param call the call
 * @param adapters those that may know what is inside its result
 */
record AdaptedCall(Call call, ResultAdapters adapters) implements ResultAdapter.CallSpans {

    @Override
    public CallSpan start(@Nullable Observation parent) {
        return this.call.start(parent);
    }

    @Override
    public @Nullable Object adapt(Object part) {
        ResultAdapter adapter = this.adapters.find(part.getClass());
        return (adapter != null) ? adapt(adapter, part) : null;
    }

    /** A span around the call is taken back where the work begins with a subscription. */
    Object adapt(ResultAdapter adapter, Object result) {
        Object adapted = adapter.adapt(result, this);
        if (adapter.isDeferred() && this.call.method().mayReturn(result, adapted)) {
            this.call.withdraw();
        }
        return adapted;
    }

}
