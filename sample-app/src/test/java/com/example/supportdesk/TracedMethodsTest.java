// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.Traced;

import com.example.supportdesk.article.ArticleSearch;
import com.example.supportdesk.article.FoundArticle;
import com.example.supportdesk.order.Refund;
import com.example.supportdesk.person.BatchResult;
import com.example.supportdesk.person.DataProcessing;
import com.example.supportdesk.tool.RequestRefund;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.expression.ExpressionParser;
import org.springframework.expression.ParserContext;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** A misspelt expression costs a metric silently; so the expressions are tested. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class TracedMethodsTest {

    private final ExpressionParser parser = new SpelExpressionParser();

    @Autowired
    private ApplicationContext context;

    @Test
    void methods_areTracedUnderTheirNames() {
        Map<String, String> types = new TreeMap<>();
        for (Method method : methods()) {
            Traced traced = traced(method);
            if (traced != null) {
                types.put(traced.name(), traced.type());
            }
        }
        assertThat(types).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("chatbot.turn", "agent"),
                Map.entry("chatbot.stream", "agent"), Map.entry("guardrail.personal_data", "guardrail"),
                Map.entry("decide_next_step", "chain"), Map.entry("search_articles", "retriever"),
                Map.entry("get_order_information", "tool"), Map.entry("request_refund", "tool"),
                Map.entry("check_refund_rules", "guardrail"), Map.entry("escalate", "tool"),
                Map.entry("compose_answer", "chain"), Map.entry("response_check", "evaluator"),
                Map.entry("data_processing", "workflow"), Map.entry("analyze", "chain")));
    }

    @Test
    void expressions_canBeParsed() {
        for (Method method : methods()) {
            for (String expression : expressions(method)) {
                assertThatNoException().as(method + ": " + expression)
                    .isThrownBy(() -> this.parser.parseExpression(expression));
            }
        }
    }

    @Test
    void metrics_readTheResult() throws NoSuchMethodException {
        List<FoundArticle> found = List.of(new FoundArticle("a", "A", 2.5, "text"));
        assertThat(metrics(ArticleSearch.class.getMethod("search", String.class), found))
            .isEqualTo(Map.of("hits", 1, "top_score", 2.5));
        Refund refund = new Refund(1, "TC-10021", new BigDecimal("349.00"));
        Method refunding = RequestRefund.class.getMethod("refund", String.class, String.class, String.class);
        assertThat(metrics(refunding, refund)).isEqualTo(Map.of("refund_amount", new BigDecimal("349.00")));
        BatchResult batch = new BatchResult(List.of(), List.of("Record 1: bad"), 1, 1, null, null);
        Method processing = DataProcessing.class.getMethod("process", List.class);
        assertThat(metrics(processing, batch)).containsEntry("n_failed", 1);
        String comment = processing.getAnnotationsByType(SpanMetric.class)[1].comment();
        assertThat(this.parser.parseExpression(comment, ParserContext.TEMPLATE_EXPRESSION)
            .getValue(variables(batch), String.class)).isEqualTo("1 of 1 records could not be analysed");
    }

    private Map<String, Object> metrics(Method method, Object result) {
        Map<String, Object> metrics = new TreeMap<>();
        for (SpanMetric metric : method.getAnnotationsByType(SpanMetric.class)) {
            Object value = this.parser.parseExpression(metric.expression()).getValue(variables(result));
            if (value != null) {
                metrics.put(metric.dimension(), value);
            }
        }
        return metrics;
    }

    private static StandardEvaluationContext variables(Object result) {
        StandardEvaluationContext variables = new StandardEvaluationContext();
        variables.setVariable("result", result);
        return variables;
    }

    private static List<String> expressions(Method method) {
        List<String> expressions = new ArrayList<>();
        Traced traced = traced(method);
        if (traced != null) {
            expressions.addAll(List.of(traced.input(), traced.output()));
        }
        for (SpanMetric metric : AnnotatedElementUtils.getMergedRepeatableAnnotations(method, SpanMetric.class,
                SpanMetrics.class)) {
            expressions.addAll(List.of(metric.expression(), metric.condition()));
        }
        expressions.removeIf(String::isEmpty);
        return expressions;
    }

    private static Traced traced(Method method) {
        return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
            .get(Traced.class)
            .synthesize(MergedAnnotation::isPresent)
            .orElse(null);
    }

    private List<Method> methods() {
        return Stream.of(this.context.getBeanDefinitionNames())
            .<Class<?>>map((name) -> AopUtils.getTargetClass(this.context.getBean(name)))
            .filter((type) -> type.getPackageName().startsWith("com.example.supportdesk"))
            .flatMap((type) -> Stream.of(type.getDeclaredMethods()))
            .filter((method) -> !method.isSynthetic())
            .toList();
    }

}
