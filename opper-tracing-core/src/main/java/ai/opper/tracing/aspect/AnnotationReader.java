// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import reactor.core.publisher.Mono;

import ai.opper.tracing.SaveExample;
import ai.opper.tracing.Sensitive;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.SpanTag;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.aspect.TracedMethod.ExampleRule;
import ai.opper.tracing.aspect.TracedMethod.MetricRule;
import ai.opper.tracing.aspect.TracedMethod.SpanRules;
import ai.opper.tracing.aspect.TracedMethod.TagRule;
import ai.opper.tracing.capture.PayloadCapture.Parameter;
import ai.opper.tracing.observation.SpanSpec;
import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Reads annotations wherever they may stand: on the method, on the method of an interface
 * or superclass, on the class or its interfaces, and on other annotations.
 */
final class AnnotationReader {

    private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

    private final ResultAdapters adapters;

    private final Problems problems;

    AnnotationReader(ResultAdapters adapters, Problems problems) {
        this.adapters = adapters;
        this.problems = problems;
    }

    /**
     * Whether a method has to be seen at all.
     * @param called a method, perhaps of an interface
     * @param type the class of the object it is called on
     * @return {@code true} when an annotation of ours applies
     */
    static boolean isAnnotated(Method called, Class<?> type) {
        MethodPlace place = MethodPlace.of(called, type);
        return findTraced(place) != null || !findMetrics(place).isEmpty();
    }

    TracedMethod read(Method called, Class<?> type) {
        MethodPlace place = MethodPlace.of(called, type);
        Traced traced = findTraced(place);
        List<SpanMetric> metrics = findMetrics(place);
        if (traced == null && metrics.isEmpty()) {
            return TracedMethod.NONE;
        }
        Method method = place.method();
        AnnotatedMethod annotated = new AnnotatedMethod(method);
        List<Parameter> parameters = parameters(method, annotated);
        boolean hidden = place.isSensitive();
        String name = place.declaringName();
        return new TracedMethod(method, name, parameters,
                (traced != null)
                        ? spanRules(name, traced, place, !hidden, tagRules(name, traced, annotated, parameters)) : null,
                metrics.stream().map((metric) -> metricRule(name, metric, method)).toList(),
                this.adapters.deferredFor(SuspendingCalls.isSuspending(method) ? Mono.class : method.getReturnType()),
                hidden, isWoven(method.getDeclaringClass()));
    }

    private static @Nullable Traced findTraced(MethodPlace place) {
        for (Method candidate : place.candidates()) {
            Traced traced = AnnotatedElementUtils.findMergedAnnotation(candidate, Traced.class);
            if (traced != null) {
                return traced;
            }
        }
        return place.isOrdinary() ? MergedAnnotations.from(place.type(), SearchStrategy.TYPE_HIERARCHY)
            .stream(Traced.class)
            .filter((annotation) -> place.isDeclaredBy(annotation.getSource()))
            .findFirst()
            .map(MergedAnnotation::synthesize)
            .orElse(null) : null;
    }

    private static List<SpanMetric> findMetrics(MethodPlace place) {
        for (Method candidate : place.candidates()) {
            Set<SpanMetric> metrics = AnnotatedElementUtils.findMergedRepeatableAnnotations(candidate, SpanMetric.class,
                    SpanMetrics.class);
            if (!metrics.isEmpty()) {
                return List.copyOf(metrics);
            }
        }
        return List.of();
    }

    /** AspectJ leaves such a field in every class where it lets an aspect look on. */
    private static boolean isWoven(Class<?> type) {
        try {
            return Arrays.stream(type.getDeclaredFields()).anyMatch((field) -> field.getName().startsWith("ajc$tjp"));
        }
        catch (LinkageError ex) {
            return true;
        }
    }

    private List<Parameter> parameters(Method method, AnnotatedMethod annotated) {
        String[] names = this.parameterNames.getParameterNames(method);
        List<Parameter> parameters = new ArrayList<>();
        int count = method.getParameterCount() - (SuspendingCalls.isSuspending(method) ? 1 : 0);
        for (int index = 0; index < count; index++) {
            MethodParameter parameter = annotated.getMethodParameters()[index];
            String name = (names != null && names[index] != null) ? names[index] : "arg" + index;
            parameters.add(new Parameter(name, isSensitive(parameter)));
        }
        return List.copyOf(parameters);
    }

    private static boolean isSensitive(MethodParameter parameter) {
        return hasAnnotation(parameter, Sensitive.class)
                || AnnotatedElementUtils.hasAnnotation(parameter.getParameterType(), Sensitive.class);
    }

    private static boolean hasAnnotation(MethodParameter parameter, Class<? extends Annotation> type) {
        return MergedAnnotations.from(parameter.getParameterAnnotations()).isPresent(type);
    }

    private SpanRules spanRules(String place, Traced traced, MethodPlace method, boolean mayShowResult,
            List<TagRule> tags) {
        SpanSpec spec = new SpanSpec(traced.name().isBlank() ? method.userName() : traced.name(),
                traced.type().isBlank() ? SpanType.CHAIN : traced.type(), traced.newTrace());
        return new SpanRules(spec, traced.recordInput(), traced.recordOutput() && mayShowResult,
                expression(place, traced.input()), expression(place, traced.output()), tags, List.of(traced.expected()),
                exampleRule(place, method));
    }

    private @Nullable ExampleRule exampleRule(String place, MethodPlace method) {
        for (Method candidate : method.candidates()) {
            SaveExample example = AnnotatedElementUtils.findMergedAnnotation(candidate, SaveExample.class);
            if (example != null) {
                return new ExampleRule(expression(place, example.condition()));
            }
        }
        return null;
    }

    private @Nullable CallExpression expression(String place, String source) {
        return source.isBlank() ? null : CallExpression.parse(place, source, this.problems);
    }

    private List<TagRule> tagRules(String place, Traced traced, AnnotatedMethod annotated, List<Parameter> parameters) {
        List<TagRule> rules = new ArrayList<>();
        for (String tag : traced.tags()) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                this.problems.report(Problem.EXPRESSION_FAILED, place, "the tag '" + tag + "' is not 'key=value'",
                        null);
                continue;
            }
            rules.add(new TagRule(tag.substring(0, equals).strip(),
                    CallExpression.parseTemplate(place, tag.substring(equals + 1).strip(), this.problems)));
        }
        for (MethodParameter parameter : annotated.getMethodParameters()) {
            argumentTag(place, parameter, parameters, rules);
        }
        return List.copyOf(rules);
    }

    private void argumentTag(String place, MethodParameter parameter, List<Parameter> parameters, List<TagRule> rules) {
        MergedAnnotation<SpanTag> tag = MergedAnnotations.from(parameter.getParameterAnnotations()).get(SpanTag.class);
        int index = parameter.getParameterIndex();
        if (tag.isPresent() && !parameters.get(index).hidden()) {
            String key = tag.getString(MergedAnnotation.VALUE);
            rules.add(new TagRule(key.isBlank() ? parameters.get(index).name() : key,
                    CallExpression.argument(place, index)));
        }
    }

    private MetricRule metricRule(String place, SpanMetric metric, Method method) {
        String dimension = metric.dimension().isBlank() ? method.getName() : metric.dimension();
        CallExpression comment = metric.comment().isBlank() ? null
                : CallExpression.parseTemplate(place, metric.comment(), this.problems);
        return new MetricRule(dimension, CallExpression.parse(place, metric.expression(), this.problems), comment,
                expression(place, metric.condition()), metric.target() == SpanMetric.Target.TRACE);
    }

}
