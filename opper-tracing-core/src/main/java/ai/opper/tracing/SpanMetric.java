// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.core.annotation.AliasFor;

/**
 * Measures a call and attaches the number to its span: the result of a quality check, a
 * count, a duration.
 *
 * <p>
 * Expressions see {@code #argName}, {@code #args}, {@code #result}, {@code #error},
 * {@code #durationMs} and {@code @beanName}, and are parsed once per method. An
 * expression that fails is counted and explained once in the log; the call never notices.
 */
@Repeatable(SpanMetrics.class)
@java.lang.annotation.Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SpanMetric {

    /**
     * The metric's name, see {@link #dimension()}.
     * @return the name, or empty for the method's name
     */
    @AliasFor("dimension")
    String value() default "";

    /**
     * The metric's name, in Opper's word its dimension. The default is the method's name.
     * @return the name, or empty for the method's name
     */
    @AliasFor("value")
    String dimension() default "";

    /**
     * A SpEL expression that gives the value: a {@link Number} as it is, a
     * {@link Boolean} as 1 or 0, a collection, map, array or text as its size, a
     * {@link java.time.Duration} in seconds. When it gives {@code null} there is no
     * metric.
     * @return the expression
     */
    String expression() default "#result";

    /**
     * A remark for the reader: literal text, or a template with {@code #{expression}}
     * parts.
     * @return the comment, or empty for none
     */
    String comment() default "";

    /**
     * A SpEL expression that decides whether there is a metric at all.
     * @return the expression, or empty for always
     */
    String condition() default "";

    /**
     * Which span the metric belongs to.
     * @return the target
     */
    Target target() default Target.SPAN;

    /** Where a metric goes. */
    enum Target {

        /**
         * This method's span; without {@link Traced} on the method, the current span.
         */
        SPAN,

        /** The first span of the trace in this process. */
        TRACE

    }

}
