// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Saves the span of a {@link Traced} method to the dataset that Opper keeps for it, so
 * that good answers become examples. Without {@link Traced} on the method it does
 * nothing.
 *
 * <p>
 * Opper is asked in the background after it has stored the span, with whatever the span
 * shows. When that fails the span stays; the failure is counted, and explained once in
 * the log. Only version 2 of Opper's API has datasets.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SaveExample {

    /**
     * A SpEL expression that decides whether a call is an example. It sees what the
     * expressions of {@link SpanMetric} see.
     * @return the expression, or empty for every call that neither failed nor was
     * cancelled
     */
    String condition() default "";

}
