// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import ai.opper.tracing.Sensitive;
import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanMetrics;
import ai.opper.tracing.SpanTag;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.aspect.TracedMethod.MetricRule;
import ai.opper.tracing.aspect.TracedMethod.SpanRules;
import ai.opper.tracing.aspect.TracedMethod.TagRule;
import ai.opper.tracing.capture.PayloadCapture.Parameter;
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
     * @param targetClass the class of the object it is called on
     * @return {@code true} when an annotation of ours applies
     */
    static boolean isAnnotated(Method called, Class<?> targetClass) {
        Class<?> userClass = ClassUtils.getUserClass(targetClass);
        Method method = AopUtils.getMostSpecificMethod(called, userClass);
        return findTraced(method, userClass) != null || !findMetrics(method).isEmpty();
    }

    TracedMethod read(Method called, Class<?> targetClass) {
        Class<?> userClass = ClassUtils.getUserClass(targetClass);
        Method method = AopUtils.getMostSpecificMethod(called, userClass);
        Traced traced = findTraced(method, userClass);
        List<SpanMetric> metrics = findMetrics(method);
        if (traced == null && metrics.isEmpty()) {
            return TracedMethod.NONE;
        }
        String place = method.getDeclaringClass().getSimpleName() + '.' + method.getName();
        AnnotatedMethod annotated = new AnnotatedMethod(method);
        List<Parameter> parameters = parameters(method, annotated);
        return new TracedMethod(method, place, parameters,
                (traced != null) ? spanRules(place, traced, method, userClass, annotated, parameters) : null,
                metrics.stream().map((metric) -> metricRule(place, metric, method)).toList(),
                this.adapters.deferredFor(method.getReturnType()));
    }

    private static @Nullable Traced findTraced(Method method, Class<?> userClass) {
        Traced traced = AnnotatedElementUtils.findMergedAnnotation(method, Traced.class);
        if (traced != null) {
            return traced;
        }
        MergedAnnotation<Traced> onType = MergedAnnotations.from(userClass, SearchStrategy.TYPE_HIERARCHY)
            .get(Traced.class);
        boolean applies = onType.isPresent() && isOrdinary(method) && isDeclaredBy(onType.getSource(), method);
        return applies ? onType.synthesize() : null;
    }

    private static List<SpanMetric> findMetrics(Method method) {
        return List
            .copyOf(AnnotatedElementUtils.findMergedRepeatableAnnotations(method, SpanMetric.class, SpanMetrics.class));
    }

    private static boolean isOrdinary(Method method) {
        return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic() && !ReflectionUtils.isObjectMethod(method);
    }

    /** An annotated interface speaks for its own methods only, a class for all. */
    private static boolean isDeclaredBy(@Nullable Object source, Method method) {
        if (!(source instanceof Class<?> type) || !type.isInterface()) {
            return true;
        }
        return Arrays.stream(type.getMethods())
            .filter((declared) -> declared.getName().equals(method.getName())
                    && declared.getParameterCount() == method.getParameterCount())
            .anyMatch(
                    (declared) -> AopUtils.getMostSpecificMethod(declared, method.getDeclaringClass()).equals(method));
    }

    private List<Parameter> parameters(Method method, AnnotatedMethod annotated) {
        String[] names = this.parameterNames.getParameterNames(method);
        List<Parameter> parameters = new ArrayList<>();
        for (MethodParameter parameter : annotated.getMethodParameters()) {
            int index = parameter.getParameterIndex();
            String name = (names != null) ? names[index] : "arg" + index;
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

    private SpanRules spanRules(String place, Traced traced, Method method, Class<?> userClass,
            AnnotatedMethod annotated, List<Parameter> parameters) {
        String name = traced.name().isBlank() ? userClass.getSimpleName() + '.' + method.getName() : traced.name();
        boolean hidden = AnnotatedElementUtils.hasAnnotation(method, Sensitive.class);
        return new SpanRules(name, traced.type().isBlank() ? SpanType.CHAIN : traced.type(), traced.newTrace(),
                traced.recordInput(), traced.recordOutput() && !hidden, expression(place, traced.input()),
                expression(place, traced.output()), tagRules(place, traced, annotated, parameters),
                List.of(traced.expected()));
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
                    CallExpression.parse(place, "#args[" + index + "]", this.problems)));
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
