// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import ai.opper.tracing.span.SpanRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** Where {@code @Traced} may stand. */
class TracedPlacesTest {

    @Test
    void method_isRecordedUnderTheUsersClassName() {
        try (TracedApplication application = TracedApplication.of(SupportService.class)) {
            SupportService service = application.bean(SupportService.class);
            assertThat(service.getClass()).isNotEqualTo(SupportService.class);
            assertThat(service.answer("why")).isEqualTo("why?");
            SpanRecord span = application.spans().only();
            assertThat(span.name()).isEqualTo("SupportService.answer");
            assertThat(span.type()).isEqualTo(SpanType.CHAIN);
            assertThat(span.isRoot()).isTrue();
        }
    }

    @Test
    void method_withoutAnnotationIsNotRecorded() {
        try (TracedApplication application = TracedApplication.of(SupportService.class)) {
            application.bean(SupportService.class).untraced();
            assertThat(application.spans().all()).isEmpty();
        }
    }

    @Test
    void packagePrivateAndProtectedMethods_areRecorded() {
        try (TracedApplication application = TracedApplication.of(SupportService.class)) {
            application.bean(SupportService.class).packagePrivate();
            application.bean(SupportService.class).guarded();
            assertThat(application.spans().names()).containsExactly("SupportService.packagePrivate",
                    "SupportService.guarded");
        }
    }

    @Test
    void overloads_areToldApart() {
        try (TracedApplication application = TracedApplication.of(SupportService.class)) {
            SupportService service = application.bean(SupportService.class);
            service.find(1);
            service.find("text");
            SpanRecord span = application.spans().only();
            assertThat(span.name()).isEqualTo("find.text");
        }
    }

    @Test
    void type_meansItsPublicInstanceMethodsOnly() {
        try (TracedApplication application = TracedApplication.of(WholeClass.class)) {
            WholeClass bean = application.bean(WholeClass.class);
            bean.one();
            bean.two();
            bean.hidden();
            assertThat(bean).hasToString("a bean");
            WholeClass.helper();
            assertThat(application.spans().names()).containsExactly("WholeClass.one", "WholeClass.two");
        }
    }

    @Test
    void type_ofSuperclassMeansInheritedAndOwnMethods() {
        try (TracedApplication application = TracedApplication.of(Derived.class)) {
            Derived bean = application.bean(Derived.class);
            bean.one();
            bean.three();
            assertThat(application.spans().names()).containsExactly("Derived.one", "Derived.three");
        }
    }

    @Test
    void superclassMethod_isRecordedWhenInheritedAndWhenOverridden() {
        try (TracedApplication application = TracedApplication.of(QuietSupport.class)) {
            QuietSupport bean = application.bean(QuietSupport.class);
            bean.answer("a");
            bean.packagePrivate();
            assertThat(application.spans().names()).containsExactly("QuietSupport.answer",
                    "QuietSupport.packagePrivate");
        }
    }

    @Test
    void interface_meansItsOwnMethodsOnly() {
        try (TracedApplication application = TracedApplication.of(Lookup.class)) {
            Lookup bean = application.bean(Lookup.class);
            bean.byId(1L);
            bean.beyondTheContract();
            assertThat(application.spans().names()).containsExactly("Lookup.byId");
        }
    }

    @Test
    void interface_besideAnAnnotatedSuperclassLeavesThatAlone() {
        try (TracedApplication application = TracedApplication.of(DerivedLookup.class)) {
            DerivedLookup bean = application.bean(DerivedLookup.class);
            bean.byId(1L);
            bean.one();
            assertThat(application.spans().names()).containsExactly("DerivedLookup.byId", "DerivedLookup.one");
        }
    }

    @Test
    void interfaceMethod_isRecordedThroughBothKindsOfProxy() {
        try (TracedApplication application = TracedApplication.of(Greeting.class)) {
            application.bean(Greeting.class).greet("Ada");
            assertThat(application.spans().named("Greeting.greet").input().json()).isEqualTo("{\"name\":\"Ada\"}");
        }
        try (TracedApplication application = TracedApplication.withInterfaceProxies(Greeting.class)) {
            Greeter greeter = application.bean(Greeter.class);
            assertThat(AopUtils.isJdkDynamicProxy(greeter)).isTrue();
            greeter.greet("Ada");
            greeter.wave();
            assertThat(application.spans().names()).containsExactly("Greeting.greet");
        }
    }

    @Test
    void interfaceMethod_isRecordedWhenASuperclassImplementsItUnawares() {
        try (TracedApplication application = TracedApplication.of(InheritedGreeting.class)) {
            application.bean(InheritedGreeting.class).greet("Ada");
            assertThat(application.spans().names()).containsExactly("InheritedGreeting.greet");
        }
    }

    @Test
    void implementationMethod_isRecordedThroughAnInterfaceProxy() {
        try (TracedApplication application = TracedApplication.withInterfaceProxies(LoudGreeting.class)) {
            application.bean(Waver.class).wave();
            assertThat(application.spans().names()).containsExactly("LoudGreeting.wave");
        }
    }

    @Test
    void genericInterface_isRecordedOnceInSpiteOfItsBridgeMethod() {
        for (boolean extending : new boolean[] { true, false }) {
            try (TracedApplication application = extending ? TracedApplication.of(OrderStore.class)
                    : TracedApplication.withInterfaceProxies(OrderStore.class)) {
                @SuppressWarnings("unchecked")
                Store<Integer, String> store = application.bean(Store.class);
                assertThat(store.load(5)).isEqualTo("order 5");
                SpanRecord span = application.spans().only();
                assertThat(span.name()).isEqualTo("OrderStore.load");
                assertThat(span.input().json()).isEqualTo("{\"id\":5}");
            }
        }
    }

    @Test
    void metaAnnotation_carriesAttributesAndAliases() {
        try (TracedApplication application = TracedApplication.of(Tools.class)) {
            application.bean(Tools.class).search("x");
            SpanRecord span = application.spans().only();
            assertThat(span.name()).isEqualTo("tool.search");
            assertThat(span.type()).isEqualTo(SpanType.TOOL);
            assertThat(span.input()).isNull();
        }
    }

    @Test
    void metaAnnotation_worksOnAType() {
        try (TracedApplication application = TracedApplication.of(ToolBox.class)) {
            application.bean(ToolBox.class).hammer();
            assertThat(application.spans().only().type()).isEqualTo(SpanType.TOOL);
        }
    }

    @Test
    void finalClass_isRecordedThroughItsInterface() {
        for (boolean extending : new boolean[] { true, false }) {
            try (TracedApplication application = extending ? TracedApplication.of(FinalGreeting.class)
                    : TracedApplication.withInterfaceProxies(FinalGreeting.class)) {
                application.bean(Greeter.class).greet("Ada");
                assertThat(application.spans().names()).containsExactly("FinalGreeting.greet");
            }
        }
    }

    @Test
    void finalClass_withoutInterfaceStaysAUsableBean() {
        try (TracedApplication application = TracedApplication.of(Unreachable.class)) {
            assertThat(application.bean(Unreachable.class).answer()).isEqualTo(42);
            assertThat(application.spans().all()).isEmpty();
        }
    }

    @Test
    void jdkProxyOfSomebodyElse_isRecordedUnderItsInterface() {
        for (boolean extending : new boolean[] { true, false }) {
            try (TracedApplication application = extending ? TracedApplication.of(ForeignProxies.class)
                    : TracedApplication.withInterfaceProxies(ForeignProxies.class)) {
                assertThat(application.bean(Greeter.class).greet("Ada")).isEqualTo("answer to greet");
                SpanRecord span = application.spans().only();
                assertThat(span.name()).isEqualTo("Greeter.greet");
                assertThat(span.input().json()).isEqualTo("{\"name\":\"Ada\"}");
            }
        }
    }

    @Test
    void lambda_isRecordedThroughItsInterface() {
        try (TracedApplication application = TracedApplication.of(Lambdas.class)) {
            assertThat(application.bean(Waver.class).wave()).isEqualTo("wave");
            assertThat(application.spans().only().input()).isNull();
        }
    }

    @Test
    void proxyWithoutTarget_isRecordedWithInheritedMethodsOfItsInterface() {
        try (TracedApplication application = TracedApplication.of(Clients.class)) {
            ArticleClient client = application.bean(ArticleClient.class);
            assertThat(client.byId(3L)).isEqualTo("byId");
            assertThat(client.newest()).isEqualTo("newest");
            assertThat(application.spans().names()).containsExactly("ArticleClient.byId", "ArticleClient.newest");
            assertThat(((Advised) client).getAdvisors()).hasSize(2);
        }
    }

    @Test
    void proxiesOverOneGenericTarget_areToldApartByTheirInterfaces() {
        try (TracedApplication application = TracedApplication.of(Repositories.class)) {
            application.bean(TracedRepository.class).byId(1L);
            application.bean(PlainRepository.class).byId(2L);
            application.bean(TracedRepository.class).newest();
            assertThat(application.spans().names()).containsExactly("TracedRepository.byId", "TracedRepository.newest");
        }
    }

    @Test
    void proxyAroundATracedBean_isNotAnotherSpan() {
        for (boolean extending : new boolean[] { true, false }) {
            try (TracedApplication application = extending ? TracedApplication.of(Wrapped.class)
                    : TracedApplication.withInterfaceProxies(Wrapped.class)) {
                ((Greeter) application.bean("wrapped")).greet("Ada");
                ((Greeter) application.bean("wrappedTwice")).greet("Bob");
                assertThat(application.spans().names()).containsExactly("Greeting.greet", "Greeting.greet");
            }
        }
    }

    @Test
    void beanMethodPrototypeAndScopedBeans_areRecorded() {
        try (TracedApplication application = TracedApplication.of(Scopes.class)) {
            ((SupportService) application.bean("single")).answer("1");
            ((SupportService) application.bean("prototype")).answer("2");
            ((SupportService) application.bean("prototype")).answer("3");
            ((SupportService) application.bean("scoped")).answer("4");
            assertThat(application.spans().all()).extracting(SpansInMemory::input)
                .containsExactly("{\"question\":\"1\"}", "{\"question\":\"2\"}", "{\"question\":\"3\"}",
                        "{\"question\":\"4\"}");
        }
    }

    static class SupportService {

        @Traced
        public String answer(String question) {
            return question + "?";
        }

        public void untraced() {
        }

        @Traced
        String packagePrivate() {
            return "p";
        }

        @Traced
        protected String guarded() {
            return "g";
        }

        public void find(int number) {
        }

        @Traced("find.text")
        public void find(String text) {
        }

    }

    static class QuietSupport extends SupportService {

        @Override
        public String answer(String question) {
            return "hush";
        }

    }

    @Traced
    static class WholeClass {

        public void one() {
        }

        public void two() {
        }

        void hidden() {
        }

        static void helper() {
        }

        @Override
        public String toString() {
            return "a bean";
        }

    }

    static class Derived extends WholeClass {

        public void three() {
        }

    }

    @Traced
    interface Finder {

        String byId(Long id);

    }

    static class Lookup implements Finder {

        @Override
        public String byId(Long id) {
            return "found";
        }

        public void beyondTheContract() {
        }

    }

    static class DerivedLookup extends WholeClass implements Finder {

        @Override
        public String byId(Long id) {
            return "found";
        }

    }

    interface Greeter {

        @Traced
        String greet(String name);

        default String wave() {
            return "wave";
        }

    }

    interface Waver {

        @Traced
        String wave();

    }

    static class Greeting implements Greeter {

        @Override
        public String greet(String name) {
            return "hello " + name;
        }

    }

    static class GreetingByChance {

        public String greet(String name) {
            return "hello " + name;
        }

    }

    static class InheritedGreeting extends GreetingByChance implements Greeter {

    }

    static class LoudGreeting implements Waver {

        @Override
        @Traced
        public String wave() {
            return "WAVE";
        }

    }

    static final class FinalGreeting implements Greeter {

        @Override
        public String greet(String name) {
            return "finally " + name;
        }

    }

    @Traced
    static final class Unreachable {

        public int answer() {
            return 42;
        }

    }

    interface Store<K, V> {

        @Traced
        V load(K id);

    }

    static class OrderStore implements Store<Integer, String> {

        @Override
        public String load(Integer id) {
            return "order " + id;
        }

    }

    @Target({ ElementType.METHOD, ElementType.TYPE })
    @Retention(RetentionPolicy.RUNTIME)
    @Traced(type = SpanType.TOOL, recordInput = false)
    @interface Tool {

        @AliasFor(annotation = Traced.class, attribute = "name")
        String value() default "";

    }

    static class Tools {

        @Tool("tool.search")
        public List<String> search(String text) {
            return List.of(text);
        }

    }

    @Tool
    static class ToolBox {

        public void hammer() {
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ForeignProxies {

        @Bean
        FactoryBean<Greeter> greeter() {
            return new FactoryBean<>() {

                @Override
                public Greeter getObject() {
                    return (Greeter) java.lang.reflect.Proxy.newProxyInstance(Greeter.class.getClassLoader(),
                            new Class<?>[] { Greeter.class }, (proxy, method, arguments) -> switch (method.getName()) {
                                case "hashCode" -> 1;
                                case "equals" -> proxy == arguments[0];
                                default -> "answer to " + method.getName();
                            });
                }

                @Override
                public Class<?> getObjectType() {
                    return Greeter.class;
                }

            };
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Lambdas {

        @Bean
        Waver waver() {
            return () -> "wave";
        }

        @Bean
        Function<String, String> untraced() {
            return (text) -> text;
        }

    }

    interface ById {

        String byId(Long id);

    }

    @Traced
    interface ArticleClient extends ById {

        String newest();

    }

    @Traced
    interface TracedRepository extends ById {

        String newest();

    }

    interface PlainRepository extends ById {

    }

    static class GeneralRepository implements ById {

        @Override
        public String byId(Long id) {
            return "row " + id;
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Clients {

        /** As {@code HttpServiceProxyFactory} makes them. */
        @Bean
        ArticleClient articleClient() {
            ProxyFactory factory = new ProxyFactory();
            factory.setInterfaces(ArticleClient.class);
            factory.addAdvice(
                    (org.aopalliance.intercept.MethodInterceptor) (invocation) -> invocation.getMethod().getName());
            return (ArticleClient) factory.getProxy();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Repositories {

        @Bean
        TracedRepository tracedRepository() {
            return repository(TracedRepository.class);
        }

        @Bean
        PlainRepository plainRepository() {
            return repository(PlainRepository.class);
        }

        /** As Spring Data makes them. */
        private static <T> T repository(Class<T> type) {
            ProxyFactory factory = new ProxyFactory();
            factory.setTarget(new GeneralRepository());
            factory.setInterfaces(type);
            factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) (
                    invocation) -> invocation.getMethod().getName().equals("newest") ? "query" : invocation.proceed());
            return type.cast(factory.getProxy());
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Wrapped {

        @Bean
        Greeter greeting() {
            return new Greeting();
        }

        @Bean
        Greeter wrapped(@Qualifier("greeting") Greeter greeting) {
            return (Greeter) new ProxyFactory(greeting).getProxy();
        }

        @Bean
        Greeter wrappedTwice(@Qualifier("wrapped") Greeter wrapped) {
            return (Greeter) new ProxyFactory(wrapped).getProxy();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Scopes {

        @Bean
        SupportService single() {
            return new SupportService();
        }

        @Bean
        @Scope("prototype")
        SupportService prototype() {
            return new SupportService();
        }

        @Bean
        @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        SupportService scoped() {
            return new SupportService();
        }

    }

}
