// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.ai;

import io.micrometer.observation.Observation;

import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.observation.ContextMapper;

/**
 * What the observations of calls of models, tools and stores have in common: content is
 * left out unless it is asked for, and messages of exceptions with it, since models and
 * tools quote in them what they were given.
 *
 * @param <C> the context of one kind of work
 */
public abstract class ContentContextMapper<C extends Observation.Context> implements ContextMapper {

    private final Class<C> contextType;

    private final String spanType;

    private final boolean includeContent;

    /**
     * Makes a mapper.
     * @param contextType the context
     * @param spanType the kind of work
     * @param includeContent whether content is recorded
     */
    protected ContentContextMapper(Class<C> contextType, String spanType, boolean includeContent) {
        this.contextType = contextType;
        this.spanType = spanType;
        this.includeContent = includeContent;
    }

    /**
     * Whether content is recorded.
     * @return {@code false} to leave out what people, models and tools say
     */
    protected final boolean includesContent() {
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

    /**
     * Whether an observation of this kind is a span.
     * @param context the context
     * @return {@code false} to leave it out
     */
    protected boolean isSpan(C context) {
        return true;
    }

    /**
     * The kind of work.
     * @param context the context
     * @return the type that was given to the constructor, unless overridden
     */
    protected String typeOf(C context) {
        return this.spanType;
    }

    /**
     * What holds for the span and all below it.
     * @param context the context
     * @return nothing, unless overridden
     */
    protected TraceAttributes attributesOf(C context) {
        return TraceAttributes.none();
    }

    /**
     * The span's name: the same at both ends, since a version of the API cannot change
     * it.
     * @param context the context
     * @return a stable name
     */
    protected abstract String nameOf(C context);

    /**
     * Says what is known when the work begins.
     * @param context the context
     * @param span the span
     */
    protected abstract void started(C context, Span span);

    /**
     * Says what is known when the work is over.
     * @param context the context
     * @param span the span
     */
    protected abstract void stopped(C context, Span span);

}
