// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.woven;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

import reactor.core.publisher.Mono;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

/**
 * Loaded by a weaving class loader in {@code WeavingTest}, so it is no test's own class.
 */
@SuppressWarnings("overloads")
public class Woven implements UnaryOperator<String>, IntUnaryOperator {

    private int attempts;

    /** Reaches what only weaving can see. */
    @Override
    public String apply(String what) {
        return switch (what) {
            case "self" -> selfInvoked();
            case "private" -> hidden();
            case "static" -> helper();
            case "object" -> new NoBean().work() + new NoBean().notRecorded();
            case "meta" -> tool();
            case "mono" -> String.valueOf(mono("x").block());
            case "metric" -> measured("abc");
            case "nested" -> outer();
            case "retry" -> flaky();
            case "types" ->
                new Below().own() + ' ' + new Below().work() + ' ' + new Contracted().contract(new Untouched().work());
            case "generic" -> new Typed().load("key");
            default -> throw new IllegalArgumentException(what);
        };
    }

    @Override
    @Traced
    public int applyAsInt(int number) {
        return (number <= 1) ? 1 : number * applyAsInt(number - 1);
    }

    @Traced
    public String selfInvoked() {
        return "self";
    }

    @Traced
    private String hidden() {
        return "private";
    }

    @Traced
    static String helper() {
        return "static";
    }

    @Tool
    public String tool() {
        return "tool";
    }

    @Traced
    public Mono<String> mono(String value) {
        return Mono.fromSupplier(() -> value + helper());
    }

    @SpanMetric
    public String measured(String text) {
        return text;
    }

    @Traced
    public String outer() {
        return inner();
    }

    @Traced
    public String inner() {
        return "nested";
    }

    @Traced
    public String flaky() {
        this.attempts++;
        if (this.attempts < 3) {
            throw new IllegalStateException("attempt " + this.attempts);
        }
        return "attempt " + this.attempts;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ ElementType.METHOD, ElementType.TYPE })
    @Traced(type = SpanType.TOOL)
    @interface Tool {

    }

    @Traced
    static class NoBean {

        public String work() {
            return "work";
        }

        String notRecorded() {
            return "";
        }

    }

    static class Above {

        @Traced
        public String work() {
            return "inherited";
        }

    }

    @Traced
    static class Below extends Above {

        public String own() {
            return "own";
        }

    }

    @Tool
    interface Contract {

        String contract(String text);

    }

    static class Contracted implements Contract {

        @Override
        public String contract(String text) {
            return text + beyond();
        }

        public String beyond() {
            return "";
        }

    }

    static class Untouched {

        public String work() {
            return "contract";
        }

    }

    interface Loader<T> {

        T load(T key);

    }

    static class Typed implements Loader<String> {

        @Override
        @Traced
        public String load(String key) {
            return key;
        }

    }

}
