// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.weaver.loadtime.WeavingURLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Mono;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.aspect.woven.Woven;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls in classes that AspectJ weaves while they are loaded, by the {@code aop.xml} that
 * the library brings; alone, and behind a Spring proxy.
 */
class WeavingTest {

    private static final Class<?> WOVEN = woven();

    private final TracedApplication application = TracedApplication.of();

    private final Object plain = newInstance();

    @BeforeEach
    void open() {
        TracedAspect.use(this.application.bean(CallTracer.class));
    }

    @AfterEach
    void close() {
        TracedAspect.release(this.application.bean(CallTracer.class));
        assertThat(this.application.current()).isNull();
        this.application.close();
    }

    @Test
    void classOfTheTest_isReallyAnotherOne() {
        assertThat(WOVEN).isNotEqualTo(Woven.class);
        assertThat(WOVEN.getDeclaredFields()).anyMatch((field) -> field.getName().startsWith("ajc$"));
    }

    @Test
    void classWithoutAnnotations_isLeftAlone() throws ClassNotFoundException {
        Class<?> untouched = WOVEN.getClassLoader().loadClass(Woven.class.getName() + "$Untouched");
        assertThat(untouched.getClassLoader()).isSameAs(WOVEN.getClassLoader());
        assertThat(untouched.getDeclaredFields()).isEmpty();
    }

    @Test
    void typeAndItsSubclassesAndImplementations_areRecorded() {
        assertThat(reach(this.plain, "types")).isEqualTo("own inherited contract");
        assertThat(names()).containsExactly("Below.own", "Below.work", "Contracted.contract");
    }

    @Test
    void selfInvocation_isRecorded() {
        assertThat(reach(this.plain, "self")).isEqualTo("self");
        assertThat(names()).containsExactly("Woven.selfInvoked");
    }

    @Test
    void privateMethod_isRecorded() {
        assertThat(reach(this.plain, "private")).isEqualTo("private");
        assertThat(names()).containsExactly("Woven.hidden");
    }

    @Test
    void staticMethod_isRecorded() {
        assertThat(reach(this.plain, "static")).isEqualTo("static");
        assertThat(names()).containsExactly("Woven.helper");
    }

    @Test
    void typeOfAnObjectThatIsNoBean_meansItsPublicMethods() {
        assertThat(reach(this.plain, "object")).isEqualTo("work");
        assertThat(names()).containsExactly("NoBean.work");
    }

    @Test
    void metaAnnotation_isSeen() {
        reach(this.plain, "meta");
        assertThat(this.application.spans().only().type()).isEqualTo(SpanType.TOOL);
    }

    @Test
    void bridgeMethod_isNotRecordedBesideItsMethod() {
        reach(this.plain, "generic");
        assertThat(names()).containsExactly("Typed.load");
    }

    @Test
    void mono_isRecordedWhenItIsSubscribed() {
        assertThat(reach(this.plain, "mono")).isEqualTo("xstatic");
        SpanRecord mono = this.application.spans().named("Woven.mono");
        assertThat(this.application.spans().named("Woven.helper").parentId()).isEqualTo(mono.id());
    }

    @Test
    void recursion_isASpanForEachCall() {
        assertThat(((IntUnaryOperator) this.plain).applyAsInt(4)).isEqualTo(24);
        assertChain("Woven.applyAsInt", 4);
    }

    @Test
    void withoutTracer_nothingHappens() {
        TracedAspect.release(this.application.bean(CallTracer.class));
        assertThat(reach(this.plain, "self")).isEqualTo("self");
        assertThat(names()).isEmpty();
    }

    @Test
    void release_leavesAnotherTracerAlone() {
        try (TracedApplication other = TracedApplication.of()) {
            TracedAspect.release(other.bean(CallTracer.class));
        }
        reach(this.plain, "self");
        assertThat(names()).hasSize(1);
    }

    @Test
    void proxiedCall_isOneSpan() {
        invoke(proxy(), "selfInvoked");
        assertThat(names()).containsExactly("Woven.selfInvoked");
    }

    @Test
    void proxiedCall_letsOtherWovenMethodsBeRecordedBelow() {
        invoke(proxy(), "outer");
        SpanRecord outer = this.application.spans().named("Woven.outer");
        assertThat(this.application.spans().named("Woven.inner").parentId()).isEqualTo(outer.id());
        assertThat(names()).hasSize(2);
    }

    @Test
    void proxiedRecursion_isASpanForEachCall() {
        assertThat(((IntUnaryOperator) proxy()).applyAsInt(4)).isEqualTo(24);
        assertChain("Woven.applyAsInt", 4);
    }

    @Test
    void proxiedCallThatIsRetriedInside_isOneSpan() {
        assertThat(invoke(proxy(retrying()), "flaky")).isEqualTo("attempt 3");
        assertThat(names()).containsExactly("Woven.flaky");
        assertThat(this.application.spans().only().error()).isNull();
    }

    @Test
    void proxiedMono_isOneSpanForEachSubscription() {
        Method method = ReflectionUtils.findMethod(WOVEN, "mono", String.class);
        Mono<?> mono = (Mono<?>) ReflectionUtils.invokeMethod(method, proxy(), "x");
        assertThat(names()).isEmpty();
        mono.block();
        mono.block();
        assertThat(names()).containsExactly("Woven.helper", "Woven.mono", "Woven.helper", "Woven.mono");
    }

    @Test
    void proxiedMetricWithoutSpan_isTakenOnce() {
        Method method = ReflectionUtils.findMethod(WOVEN, "measured", String.class);
        try (Span around = this.application.tracer().span("around").start()) {
            ReflectionUtils.invokeMethod(method, proxy(), "abc");
        }
        assertThat(this.application.spans().only().metrics()).hasSize(1);
    }

    private List<String> names() {
        return this.application.spans().names();
    }

    private void assertChain(String name, int length) {
        List<SpanRecord> spans = this.application.spans().all();
        assertThat(spans).hasSize(length).allMatch((span) -> span.name().equals(name));
        for (int index = 0; index < length - 1; index++) {
            assertThat(spans.get(index).parentId()).isEqualTo(spans.get(index + 1).id());
        }
        assertThat(spans.get(length - 1).isRoot()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static String reach(Object woven, String what) {
        return ((UnaryOperator<String>) woven).apply(what);
    }

    private static Object invoke(Object object, String name) {
        return ReflectionUtils.invokeMethod(ReflectionUtils.findMethod(WOVEN, name), object);
    }

    private Object proxy(MethodInterceptor... inside) {
        ProxyFactory factory = new ProxyFactory(this.plain);
        factory.setProxyTargetClass(true);
        factory.addAdvisor(new TracedAdvisor(() -> this.application.bean(CallTracer.class), 0));
        for (MethodInterceptor interceptor : inside) {
            factory.addAdvice(interceptor);
        }
        return factory.getProxy(WOVEN.getClassLoader());
    }

    private static MethodInterceptor retrying() {
        return (invocation) -> {
            while (true) {
                try {
                    return ((org.springframework.aop.ProxyMethodInvocation) invocation).invocableClone().proceed();
                }
                catch (IllegalStateException ex) {
                    assertThat(ex).hasMessageStartingWith("attempt");
                }
            }
        };
    }

    private static Object newInstance() {
        try {
            return WOVEN.getDeclaredConstructor().newInstance();
        }
        catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Loads the class a second time, through AspectJ. */
    private static Class<?> woven() {
        URL classes = Woven.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return new WovenFirst(classes, WeavingTest.class.getClassLoader()).loadClass(Woven.class.getName());
        }
        catch (ClassNotFoundException ex) {
            throw new IllegalStateException(ex);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Does not ask its parent for the classes that are to be woven. */
    private static final class WovenFirst extends WeavingURLClassLoader {

        WovenFirst(URL classes, ClassLoader parent) throws IOException {
            super(new URL[] { classes }, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Woven.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return (known != null) ? known : findClass(name);
            }
        }

    }

}
