// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.aspect.TracedBeanPostProcessor;
import ai.opper.tracing.aspect.check.shop.Shop;

import static org.assertj.core.api.Assertions.assertThat;

/** What the check says, and above all what it does not say. */
class ProxyCheckTest {

    private static final List<UnseenMethod> UNSEEN = check(true, Shop.Beans.class);

    @ParameterizedTest
    @ValueSource(strings = { "Fine", "Conditional", "MadeElsewhere", "Client", "Served", "Server", "Decorator",
            "Derived", "Later", "Step" })
    void whatProxiesSeeOrMightSee_isNotReported(String type) {
        assertThat(unseen(type)).isEmpty();
    }

    @Test
    void privateStaticAndFinalMethods_areReported() {
        assertThat(unseen("Hidden")).containsExactlyInAnyOrder("secret PRIVATE", "helper STATIC", "last FINAL");
    }

    @Test
    void annotationOnTheType_meansItsPublicMethodsOnly() {
        assertThat(unseen("Whole")).containsExactly("last FINAL");
    }

    @Test
    void classWithoutBean_isReported() {
        assertThat(unseen("NotBean")).containsExactlyInAnyOrder("work NO_BEAN", "hidden PRIVATE");
    }

    @Test
    void interfaceWithoutAnyBean_isReportedIfAClassImplementsIt() {
        assertThat(unseen("Forgotten")).containsExactly("work NO_BEAN");
    }

    @Test
    void superCall_isReportedUnlessItIsTheOverridden() {
        assertThat(unseen("Base"))
            .containsExactly("inherited SELF_INVOCATION " + Shop.Derived.class.getName() + ".past");
    }

    @Test
    void selfInvocations_areReportedWithTheirCallers() {
        assertThat(unseen("Selfish")).containsExactlyInAnyOrder("plain SELF_INVOCATION the constructor",
                "plain SELF_INVOCATION direct", "plain SELF_INVOCATION lambda", "one SELF_INVOCATION reference",
                "one SELF_INVOCATION guarded");
    }

    @Test
    void finalClassWithoutInterface_isReported() {
        assertThat(unseen("Sealed")).containsExactly("work FINAL_CLASS sealed");
    }

    @Test
    void beanThatIsMadeTooEarly_isReported() {
        assertThat(unseen("Early")).containsExactly("work TOO_EARLY early");
    }

    @Test
    void finalMethod_isNoTroubleBehindAnInterfaceProxy() {
        assertThat(check(false, Interfaces.class)).extracting(UnseenMethod::method)
            .noneMatch((method) -> method.contains("Interfaced"));
        assertThat(check(true, Interfaces.class)).extracting(UnseenMethod::method)
            .anyMatch((method) -> method.endsWith("Interfaced.get"));
    }

    @Test
    void everyLine_saysTheWayOut() {
        assertThat(UNSEEN).allSatisfy((each) -> assertThat(each.describe()).contains(": ")
            .endsWith(".")
            .startsWith("ai.opper.tracing.aspect.check.shop.Shop.")
            .doesNotContain("%s"));
    }

    @Test
    void packageWithTests_isNotTheApplication() {
        assertThat(ClassFiles.of(List.of("ai.opper.tracing.aspect"), getClass().getClassLoader()).all())
            .extracting(ClassFile::name)
            .contains(ProxyCheck.class.getName())
            .doesNotContain(ProxyCheckTest.class.getName(), Shop.class.getName());
    }

    @Test
    void packageThatDoesNotExistOrHasNoName_isNothingToReport() {
        assertThat(ProxyCheck.findUnseen(new DefaultListableBeanFactory(),
                ApplicationClasses.read(List.of("", "no.such.place"), getClass().getClassLoader())))
            .isEmpty();
    }

    private static List<String> unseen(String type) {
        String prefix = Shop.class.getName() + '.' + type + '.';
        return UNSEEN.stream()
            .filter((each) -> each.method().startsWith(prefix))
            .map((each) -> (each.method().substring(prefix.length()) + ' ' + each.reason() + ' ' + each.detail())
                .strip())
            .toList();
    }

    private static List<UnseenMethod> check(boolean proxyTargetClass, Class<?> beans) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(TracedBeanPostProcessor.class, () -> {
                TracedBeanPostProcessor processor = new TracedBeanPostProcessor(() -> {
                    throw new IllegalStateException("Nothing is called here");
                }, 0);
                processor.setProxyTargetClass(proxyTargetClass);
                return processor;
            });
            context.register(beans);
            context.refresh();
            return ProxyCheck.findUnseen(context.getDefaultListableBeanFactory(),
                    ApplicationClasses.read(List.of(Shop.class.getPackageName()), Shop.class.getClassLoader()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Interfaces {

        @Bean
        Supplier<Integer> interfaced() {
            return new Shop.Interfaced();
        }

    }

}
