// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The observations that this library makes itself, for whoever meters or filters them.
 */
public enum SpanObservationDocumentation implements ObservationDocumentation {

    /**
     * A traced call or a span made by hand. The span's name is the contextual name; it is
     * no key value, since every observation also becomes a timer when meters are there.
     */
    SPAN {

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public String getContextualName() {
            return "the span's name";
        }

        @Override
        public @Nullable Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return null;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return SpanKeyNames.values();
        }

        @Override
        public String getPrefix() {
            return "opper";
        }

    };

    static final String NAME = "opper.span";

    /** Key values of low cardinality. */
    public enum SpanKeyNames implements KeyName {

        /** The kind of work, such as {@code chain} or {@code tool}. */
        TYPE {

            @Override
            public String asString() {
                return "opper.span.type";
            }

        }

    }

}
