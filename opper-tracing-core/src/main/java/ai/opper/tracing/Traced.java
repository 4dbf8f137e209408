// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Records every call of a method as a span: who called it, with what input, what it
 * answered or threw, and how long it took.
 *
 * <p>
 * On a type, every public method of it is recorded. On an interface or its methods, calls
 * through the proxies of its beans are recorded. On an annotation, that annotation means
 * the same ({@code @Traced(type = SpanType.TOOL) @interface MyTool {}}).
 *
 * <p>
 * The span ends when the method returns or throws; for a
 * {@link java.util.concurrent.CompletionStage} when it completes; for a {@code Mono} or
 * {@code Flux} there is one span per subscription, which ends with it. What the method
 * returns or throws is never changed.
 */
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Traced {

    /**
     * The span's name, see {@link #name()}.
     * @return a literal name, or empty for the default
     */
    @AliasFor("name")
    String value() default "";

    /**
     * The span's name: a literal. Keep it stable, since filters and charts are built on
     * it. The default is the simple class name and the method name, such as
     * {@code SupportService.answer}.
     * @return a literal name, or empty for the default
     */
    @AliasFor("value")
    String name() default "";

    /**
     * What kind of work the method does: a constant of {@link SpanType} or any word of
     * your own.
     * @return the type; empty means {@link SpanType#CHAIN}
     */
    String type() default "";

    /**
     * Whether the arguments are recorded. They are only if
     * {@code opper.tracing.capture.input} allows it, too.
     * @return {@code false} to leave the input out
     */
    boolean recordInput() default true;

    /**
     * Whether the result is recorded. It is only if {@code opper.tracing.capture.output}
     * allows it, too.
     * @return {@code false} to leave the output out
     */
    boolean recordOutput() default true;

    /**
     * A SpEL expression for what to record instead of all arguments, such as
     * {@code #question.text}. It sees {@code #argName}, {@code #args} and
     * {@code @beanName} and is evaluated before the method runs.
     * @return the expression, or empty to record all arguments by name
     */
    String input() default "";

    /**
     * A SpEL expression for what to record instead of the return value, such as
     * {@code #result.answer}. It sees {@code #result} and all that {@link #input()} sees.
     * @return the expression, or empty to record the return value
     */
    String output() default "";

    /**
     * Tags of the span, each {@code key=value} or {@code key=#{expression}}. Expressions
     * are evaluated before the method runs.
     * @return the tags
     */
    String[] tags() default {};

    /**
     * Exceptions that belong to the method's ordinary life. They, and their subclasses,
     * are noted in the span's metadata and do not make it an error.
     * @return the exception types
     */
    Class<? extends Throwable>[] expected() default {};

    /**
     * Whether each call starts a trace of its own, with the identity of the span around
     * it in its metadata.
     * @return {@code true} to start a new trace
     */
    boolean newTrace() default false;

}
