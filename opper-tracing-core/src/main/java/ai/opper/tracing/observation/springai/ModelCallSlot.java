// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.observation.ChatModelObservationContext;

/**
 * The place in the span of a model call for the model's own observation, so that there
 * are not two spans of one call. A model that observes nothing leaves it empty.
 */
final class ModelCallSlot {

    private @Nullable ChatModelObservationContext call;

    /**
     * Puts an observation into the span above it that waits for one.
     * @return {@code false} when there is none, or when it has been taken
     */
    static boolean take(ChatModelObservationContext call) {
        ModelCallSlot slot = Descriptions.above(call, ModelCallSlot.class);
        return slot != null && slot.fill(call);
    }

    private synchronized boolean fill(ChatModelObservationContext call) {
        if (this.call != null) {
            return false;
        }
        this.call = call;
        return true;
    }

    synchronized @Nullable ChatModelObservationContext call() {
        return this.call;
    }

}
