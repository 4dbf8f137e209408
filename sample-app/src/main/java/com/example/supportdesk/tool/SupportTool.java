// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import org.springframework.core.annotation.AliasFor;

/** Our own word for "a traced tool": it says once what all tools have in common. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Traced(type = SpanType.TOOL, tags = "toolset=support-desk")
public @interface SupportTool {

    /**
     * The tool's name.
     * @return the span's name
     */
    @AliasFor(annotation = Traced.class, attribute = "name")
    String value();

    /**
     * What belongs to the tool's ordinary life.
     * @return exceptions that are not an error of the span
     */
    @AliasFor(annotation = Traced.class, attribute = "expected")
    Class<? extends Throwable>[] expected() default {};

}
