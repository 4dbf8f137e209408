// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;

import ai.opper.tracing.Span;

/**
 * Knows nothing of a library but what every observation has. Key values of high
 * cardinality are left out, since they hold addresses, statements and the like.
 */
final class NamedContextMapper implements ContextMapper {

    /** What Micrometer's conventions write where there is no value. */
    private static final String NO_VALUE = KeyValue.NONE_VALUE;

    @Override
    public boolean supports(Observation.Context context) {
        return true;
    }

    @Override
    public void onStop(Observation.Context context, Span span) {
        for (KeyValue keyValue : context.getLowCardinalityKeyValues()) {
            if (!NO_VALUE.equals(keyValue.getValue())) {
                span.meta(keyValue.getKey(), keyValue.getValue());
            }
        }
    }

}
