// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.Expression;
import org.springframework.expression.common.LiteralExpression;
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

    private static final Evaluation NOTHING = (values) -> null;

    private final String place;

    private final String source;

    private final Evaluation evaluation;

    private final boolean literal;

    private CallExpression(String place, String source, Evaluation evaluation) {
        this(place, source, evaluation, false);
    }

    private CallExpression(String place, String source, Evaluation evaluation, boolean literal) {
        this.place = place;
        this.source = source;
        this.evaluation = evaluation;
        this.literal = literal;
    }

    static CallExpression parse(String place, String source, Problems problems) {
        if (RESULT.equals(source.strip())) {
            return new CallExpression(place, source, CallValues::result);
        }
        return parse(place, source, () -> PARSER.parseExpression(source), problems);
    }

    /** Parses literal text with {@code #{expression}} parts. */
    static CallExpression parseTemplate(String place, String source, Problems problems) {
        return parse(place, source, () -> PARSER.parseExpression(source, new TemplateParserContext()), problems);
    }

    /** Stands for an argument as it is. */
    static CallExpression argument(String place, int index) {
        return new CallExpression(place, "#args[" + index + ']', (values) -> values.arguments()[index]);
    }

    private static CallExpression parse(String place, String source, Supplier<Expression> parsing, Problems problems) {
        try {
            Expression expression = parsing.get();
            return new CallExpression(place, source, evaluationOf(expression), expression instanceof LiteralExpression);
        }
        catch (RuntimeException ex) {
            problems.report(Problem.EXPRESSION_FAILED, place, "the expression '" + source + "' cannot be parsed", ex);
            return new CallExpression(place, source, NOTHING);
        }
    }

    private static Evaluation evaluationOf(Expression expression) {
        if (expression instanceof LiteralExpression literal) {
            String text = literal.getValue();
            return (values) -> text;
        }
        return (values) -> expression.getValue(values.evaluationContext());
    }

    /** Whether it is text without any expression in it. */
    boolean isLiteral() {
        return this.literal;
    }

    /**
     * Evaluates the expression.
     * @param values what it sees
     * @param problems where a failure is counted
     * @return the value, or {@code null} when there is none
     */
    @Nullable Object evaluate(CallValues values, Problems problems) {
        try {
            return this.evaluation.evaluate(values);
        }
        catch (Throwable ex) {
            if (!needsMissingResult(values)) {
                problems.report(Problem.EXPRESSION_FAILED, this.place,
                        "the expression '" + this.source + "' could not be evaluated", ex);
            }
            return null;
        }
    }

    /**
     * A call that threw has no result, so an expression about the result has nothing to
     * say.
     */
    private boolean needsMissingResult(CallValues values) {
        return values.hasFailed() && this.source.contains(RESULT);
    }

    /** Finds the value. */
    @FunctionalInterface
    private interface Evaluation {

        @Nullable Object evaluate(CallValues values);

    }

}
