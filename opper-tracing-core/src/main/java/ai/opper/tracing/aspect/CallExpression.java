// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.standard.SpelExpressionParser;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * An expression of an annotation, parsed once. Evaluating it never throws: a failure is
 * counted and explained once for each method.
 */
final class CallExpression {

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    private static final String RESULT = "#result";

    private final String place;

    private final String source;

    private final @Nullable Expression expression;

    private final boolean plainResult;

    private CallExpression(String place, String source, @Nullable Expression expression, boolean plainResult) {
        this.place = place;
        this.source = source;
        this.expression = expression;
        this.plainResult = plainResult;
    }

    static CallExpression parse(String place, String source, Problems problems) {
        if (RESULT.equals(source.strip())) {
            return new CallExpression(place, source, null, true);
        }
        return parse(place, source, () -> PARSER.parseExpression(source), problems);
    }

    /** Parses literal text with {@code #{expression}} parts. */
    static CallExpression parseTemplate(String place, String source, Problems problems) {
        return parse(place, source, () -> PARSER.parseExpression(source, new TemplateParserContext()), problems);
    }

    private static CallExpression parse(String place, String source, Parsing parsing, Problems problems) {
        try {
            return new CallExpression(place, source, parsing.parse(), false);
        }
        catch (ParseException ex) {
            problems.report(Problem.EXPRESSION_FAILED, place, "the expression '" + source + "' cannot be parsed", ex);
            return new CallExpression(place, source, null, false);
        }
    }

    /**
     * Evaluates the expression.
     * @param values what it sees
     * @param problems where a failure is counted
     * @return the value, or {@code null} when there is none
     */
    @Nullable Object evaluate(CallValues values, Problems problems) {
        if (this.plainResult) {
            return values.result();
        }
        if (this.expression == null) {
            return null;
        }
        try {
            return this.expression.getValue(values.evaluationContext());
        }
        catch (Exception | LinkageError | StackOverflowError ex) {
            problems.report(Problem.EXPRESSION_FAILED, this.place,
                    "the expression '" + this.source + "' could not be evaluated", ex);
            return null;
        }
    }

    /** Parses one kind of source. */
    @FunctionalInterface
    private interface Parsing {

        Expression parse() throws ParseException;

    }

}
