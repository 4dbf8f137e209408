// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import io.micrometer.observation.Observation;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.observation.CostEstimator;

/** One piece of work of LangChain4j, which knows how it is described. */
abstract class LangChain4jContext extends Observation.Context {

    abstract String spanType();

    abstract String spanName();

    TraceAttributes attributes() {
        return TraceAttributes.none();
    }

    /** Says what is known at the start. */
    abstract void started(Span span, boolean includeContent);

    /** Says what is known at the end. */
    abstract void stopped(Span span, boolean includeContent, CostEstimator costs);

}
