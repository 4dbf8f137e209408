// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import io.micrometer.observation.Observation;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.observation.ContextMapper;

/**
 * What the observations of Spring AI have in common: content is left out unless it is
 * asked for, and messages of exceptions with it, since models and tools quote in them
 * what they were given.
 *
 * @param <C> the context of one kind of work
 */
abstract class SpringAiContextMapper<C extends Observation.Context> implements ContextMapper {

    private final Class<C> contextType;

    private final String spanType;

    private final boolean includeContent;

    SpringAiContextMapper(Class<C> contextType, String spanType, boolean includeContent) {
        this.contextType = contextType;
        this.spanType = spanType;
        this.includeContent = includeContent;
    }

    final boolean includesContent() {
        return this.includeContent;
    }

    @Override
    public final boolean supports(Observation.Context context) {
        return this.contextType.isInstance(context) && isSpan(this.contextType.cast(context));
    }

    @Override
    public final boolean recordsErrorMessage(Observation.Context context) {
        return this.includeContent;
    }

    @Override
    public final String name(Observation.Context context) {
        return nameOf(this.contextType.cast(context));
    }

    @Override
    public final String type(Observation.Context context) {
        return typeOf(this.contextType.cast(context));
    }

    @Override
    public final TraceAttributes attributes(Observation.Context context) {
        return attributesOf(this.contextType.cast(context));
    }

    @Override
    public final void onStart(Observation.Context context, Span span) {
        started(this.contextType.cast(context), span);
    }

    @Override
    public final void onStop(Observation.Context context, Span span) {
        stopped(this.contextType.cast(context), span);
    }

    /** Whether an observation of this kind is a span. */
    boolean isSpan(C context) {
        return true;
    }

    String typeOf(C context) {
        return this.spanType;
    }

    TraceAttributes attributesOf(C context) {
        return TraceAttributes.none();
    }

    /** The same at both ends, since a version of the API cannot change it. */
    abstract String nameOf(C context);

    abstract void started(C context, Span span);

    abstract void stopped(C context, Span span);

}
