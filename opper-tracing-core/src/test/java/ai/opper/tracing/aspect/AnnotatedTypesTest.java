// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

import static org.assertj.core.api.Assertions.assertThat;

class AnnotatedTypesTest {

    @ParameterizedTest
    @ValueSource(classes = { OnClass.class, OnMethod.class, OnHiddenMethod.class, Measured.class, MeasuredTwice.class,
            ByAnotherAnnotation.class, Inheriting.class, Implementing.class, InheritingContract.class, Contract.class })
    void include_findsAnnotationWhereverItStands(Class<?> type) {
        assertThat(AnnotatedTypes.include(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = { Plain.class, Deprecated.class, String.class, int.class, List.class })
    void include_leavesOutWhatHasNone(Class<?> type) {
        assertThat(AnnotatedTypes.include(type)).isFalse();
    }

    @Test
    void include_seesThroughProxies() {
        assertThat(AnnotatedTypes.include(new ProxyFactory(new OnMethod()).getProxy().getClass())).isTrue();
        assertThat(AnnotatedTypes.include(new ProxyFactory(new Implementing()).getProxy().getClass())).isTrue();
        assertThat(AnnotatedTypes.include(new ProxyFactory(new Plain()).getProxy().getClass())).isFalse();
    }

    /**
     * What the search finds in any type of these tests must not be left out before it.
     */
    @ParameterizedTest
    @MethodSource("typesOfOtherTests")
    void include_misreadsNoTypeOfOtherTests(Class<?> type) {
        boolean found = Arrays.stream(type.getMethods())
            .anyMatch((Method method) -> AnnotationReader.isAnnotated(method, type));
        if (found) {
            assertThat(AnnotatedTypes.include(type)).isTrue();
        }
    }

    static Stream<Class<?>> typesOfOtherTests() {
        return Stream
            .of(TracedPlacesTest.class, TracedBeanPostProcessorTest.class, SpanMetricTest.class,
                    TracedAttributesTest.class, TracedResultTest.class)
            .flatMap((test) -> Arrays.stream(test.getDeclaredClasses()));
    }

    @Traced
    static class OnClass {

    }

    static class OnMethod {

        @Traced
        public void work() {
        }

    }

    static class OnHiddenMethod {

        @Traced
        void work() {
        }

    }

    static class Measured {

        @SpanMetric(expression = "1")
        public void work() {
        }

    }

    static class MeasuredTwice {

        @SpanMetric(expression = "1")
        @SpanMetric(expression = "2")
        public void work() {
        }

    }

    @Traced
    @Retention(RetentionPolicy.RUNTIME)
    @interface Tool {

    }

    static class ByAnotherAnnotation {

        @Tool
        public void work() {
        }

    }

    static class Inheriting extends OnMethod {

    }

    interface Contract {

        @Traced
        void work();

    }

    interface WiderContract extends Contract {

    }

    static class Implementing implements WiderContract {

        @Override
        public void work() {
        }

    }

    static class InheritingContract extends Implementing {

    }

    static class Plain {

        @Deprecated
        public void work() {
        }

    }

}
