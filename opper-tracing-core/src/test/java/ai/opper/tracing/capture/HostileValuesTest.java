// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import ai.opper.tracing.capture.PayloadCapture.Parameter;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a value does, it costs a placeholder in its own place and a count. */
class HostileValuesTest {

    private final Captures captures = Captures.standard();

    static final class Node {

        public String name = "n";

        public Object next;

    }

    enum Failure {

        EXCEPTION, ERROR, LINKAGE, STACK, MEMORY;

        private Throwable failure() {
            return switch (this) {
                case EXCEPTION -> new IllegalStateException("payload-in-message");
                case ERROR -> new AssertionError("no");
                case LINKAGE -> new NoClassDefFoundError("gone");
                case STACK -> new StackOverflowError();
                case MEMORY -> new OutOfMemoryError("full");
            };
        }

        Object fail() {
            return sneak(failure());
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> Object sneak(Throwable failure) throws T {
            throw (T) failure;
        }

    }

    static class Bean {

        private final Failure failure;

        Bean(Failure failure) {
            this.failure = failure;
        }

        public String getA() {
            return "a";
        }

        public Object getB() {
            return this.failure.fail();
        }

        public String getC() {
            return "c";
        }

    }

    static final class Forwarding {

        public final Object before = 1;

        @JsonUnwrapped
        public Bean getBean() {
            return (Bean) Failure.EXCEPTION.fail();
        }

        public final Object same = 2;

        @JsonAnyGetter
        @SuppressWarnings("unchecked")
        public Map<String, Object> further() {
            return (Map<String, Object>) Failure.EXCEPTION.fail();
        }

    }

    static final class Recursive {

        public Object getDeeper() {
            return List.of(getNumber(), getDeepest());
        }

        private Object getDeepest() {
            return List.of(getDeeper());
        }

        public int getNumber() {
            return 1;
        }

    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    static final class Row extends Bean {

        Row() {
            super(Failure.EXCEPTION);
        }

    }

    @Test
    void value_rendersACycleAsOne() {
        Node first = new Node();
        Node second = new Node();
        first.next = second;
        second.next = first;
        assertThat(this.captures.json(first))
            .isEqualTo("{\"name\":\"n\",\"next\":{\"name\":\"n\",\"next\":\"<cycle: " + Node.class.getName() + ">\"}}");
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThat(this.captures.json(list)).isEqualTo("[\"<cycle: java.util.ArrayList>\"]");
        Map<String, Object> map = new HashMap<>();
        map.put("self", new Object[] { map });
        assertThat(this.captures.json(map)).isEqualTo("{\"self\":[\"<cycle: java.util.HashMap>\"]}");
    }

    @Test
    void value_rendersTheSameTwiceWhenThereIsNoCycle() {
        Node shared = new Node();
        assertThat(this.captures.json(Arrays.asList(shared, shared)))
            .isEqualTo("[{\"name\":\"n\",\"next\":null},{\"name\":\"n\",\"next\":null}]");
    }

    @Test
    void value_survivesAReferenceToItself() {
        AtomicReference<Object> reference = new AtomicReference<>();
        reference.set(reference);
        assertThat(this.captures.json(Arrays.asList(1, reference, 2))).startsWith("[1,\"<").endsWith(">\",2]");
    }

    @ParameterizedTest
    @EnumSource(value = Failure.class, names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void value_losesOnlyThePropertyThatThrows(Failure failure) {
        JsonNode json = this.captures.tree(List.of(new Bean(failure), "after"));
        assertThat(json.get(0).get("a").asString()).isEqualTo("a");
        assertThat(json.get(0).get("b").asString()).startsWith("<capture failed: ").doesNotContain("payload");
        assertThat(json.get(0).get("c").asString()).isEqualTo("c");
        assertThat(json.get(1).asString()).isEqualTo("after");
        assertThat(this.captures.failures()).isEqualTo(1);
    }

    @Test
    void value_survivesWantOfMemory() {
        assertThat(this.captures.json(new Bean(Failure.MEMORY)))
            .isEqualTo("\"<capture failed: java.lang.OutOfMemoryError>\"");
        assertThat(this.captures.failures()).isEqualTo(1);
    }

    @Test
    void value_survivesEndlessRecursionInAGetter() {
        assertThat(this.captures.json(new Recursive()))
            .isEqualTo("{\"deeper\":\"<capture failed: java.lang.StackOverflowError>\",\"number\":1}");
    }

    @Test
    void value_losesOnlyTheElementOfARow() {
        assertThat(this.captures.json(new Row()))
            .isEqualTo("[\"a\",\"<capture failed: java.lang.IllegalStateException>\",\"c\"]");
    }

    @Test
    void value_keepsWhatStandsBesideUnwrappedAndFurtherProperties() {
        JsonNode json = this.captures.tree(new Forwarding());
        assertThat(json.get("before").asInt()).isEqualTo(1);
        assertThat(json.get("same").asInt()).isEqualTo(2);
        assertThat(json.get("bean").asString()).startsWith("<capture failed");
        assertThat(json.get("…").asString()).startsWith("<capture failed");
        assertThat(this.captures.failures()).isEqualTo(2);
    }

    static final class FurtherEntries {

        public final int own = 1;

        @JsonAnyGetter
        public Map<String, Object> further() {
            Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("bad", new Bean(Failure.EXCEPTION));
            entries.put("password", "secret");
            entries.put("worse", new MiddleOfObject());
            entries.put("good", 1);
            return entries;
        }

    }

    @Test
    void value_guardsFurtherEntries() {
        JsonNode json = this.captures.tree(new FurtherEntries());
        assertThat(json.get("own").asInt()).isEqualTo(1);
        assertThat(json.get("bad").get("c").asString()).isEqualTo("c");
        assertThat(json.get("password").asString()).isEqualTo("__REDACTED__");
        assertThat(json.get("worse").get("begun").asString()).isEqualTo("yes");
        assertThat(json.get("good").asInt()).isEqualTo(1);
    }

    static final class BrokenText {

        @Override
        @JsonValue
        public String toString() {
            throw new IllegalStateException("no text");
        }

    }

    static final class BrokenException extends RuntimeException {

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

    }

    @Test
    void value_survivesToStringThatThrows() {
        assertThat(this.captures.json(Arrays.asList(1, new BrokenText(), 2)))
            .isEqualTo("[1,\"<capture failed: java.lang.IllegalStateException>\",2]");
        assertThat(this.captures.json(List.of(new BrokenException(), 2))).startsWith("[\"<").endsWith(",2]");
    }

    abstract static class Writing extends ValueSerializer<Object> {

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            write(generator);
        }

        abstract void write(JsonGenerator generator);

    }

    static final class ThrowsInTheMiddle extends Writing {

        @Override
        void write(JsonGenerator generator) {
            generator.writeStartObject();
            generator.writeStringProperty("begun", "yes");
            generator.writeName("list");
            generator.writeStartArray();
            generator.writeString("one");
            generator.writeStartObject();
            generator.writeName("open");
            throw new IllegalStateException("middle");
        }

    }

    @JsonSerialize(using = ThrowsInTheMiddle.class)
    static final class MiddleOfObject {

    }

    static final class WritesNothing extends Writing {

        @Override
        void write(JsonGenerator generator) {
        }

    }

    @JsonSerialize(using = WritesNothing.class)
    static final class Nothing {

    }

    static final class LeavesOpen extends Writing {

        @Override
        void write(JsonGenerator generator) {
            generator.writeStartObject();
            generator.writeName("a");
            generator.writeStartArray();
        }

    }

    @JsonSerialize(using = LeavesOpen.class)
    static final class Open {

    }

    static final class ClosesTooMuch extends Writing {

        @Override
        void write(JsonGenerator generator) {
            generator.writeString("x");
            generator.writeEndArray();
        }

    }

    @JsonSerialize(using = ClosesTooMuch.class)
    static final class TooMuch {

    }

    static final class WritesTwice extends Writing {

        @Override
        void write(JsonGenerator generator) {
            generator.writeString("one");
            generator.writeString("two");
        }

    }

    @JsonSerialize(using = WritesTwice.class)
    static final class Twice {

    }

    static final class WritesRaw extends Writing {

        @Override
        void write(JsonGenerator generator) {
            generator.writeStartArray();
            generator.writeRaw("} this is no JSON");
            generator.writeEndArray();
        }

    }

    @JsonSerialize(using = WritesRaw.class)
    static final class RawText {

    }

    static final class SwallowsAll extends Writing {

        @Override
        void write(JsonGenerator generator) {
            generator.writeStartArray();
            for (int index = 0; index < 10_000; index++) {
                try {
                    generator.writeString("0123456789");
                }
                catch (Throwable ignored) {
                    // As careless serializers do.
                }
            }
            generator.writeEndArray();
        }

    }

    @JsonSerialize(using = SwallowsAll.class)
    static final class Swallowing {

    }

    record Around(int before, Object value, int after) {
    }

    @Test
    void value_mendsWhatASerializerBroke() {
        assertThat(this.captures.json(new Around(1, new MiddleOfObject(), 2)))
            .isEqualTo("{\"before\":1,\"value\":{\"begun\":\"yes\",\"list\":[\"one\",{\"open\":"
                    + "\"<capture failed: java.lang.IllegalStateException>\"}]},\"after\":2}");
        assertThat(this.captures.json(new Around(1, new Nothing(), 2)))
            .isEqualTo("{\"before\":1,\"value\":null,\"after\":2}");
        assertThat(this.captures.json(new Nothing())).isEqualTo("null");
        JsonNode open = this.captures.tree(new Around(1, new Open(), 2));
        assertThat(open.get("value").get("a").get(0).asString()).startsWith("<capture failed");
        assertThat(open.get("after").asInt()).isEqualTo(2);
        assertThat(this.captures.tree(new Around(1, new RawText(), 2)).get("after").asInt()).isEqualTo(2);
        assertThat(this.captures.tree(List.of(new MiddleOfObject(), 7)).get(1).asInt()).isEqualTo(7);
    }

    @Test
    void value_isValidWhateverASerializerSpoilt() {
        assertThat(this.captures.tree(List.of(new TooMuch(), 1))).isNotNull();
        assertThat(this.captures.tree(new Around(1, List.of(new TooMuch()), 2))).isNotNull();
        assertThat(this.captures.tree(new Twice()).isString()).isTrue();
        assertThat(this.captures.tree(new Around(1, new Twice(), 2))).isNotNull();
        assertThat(this.captures.tree(Map.of("a", new Twice()))).isNotNull();
        assertThat(this.captures.tree(new Around(1, new Swallowing(), 2)).get("before").asInt()).isEqualTo(1);
        assertThat(this.captures.failures()).isPositive();
    }

    static final class Nested extends Writing {

        @Override
        void write(JsonGenerator generator) {
            for (int level = 0; level < 100; level++) {
                generator.writeStartObject();
                generator.writeName("n");
            }
            generator.writeString("deep");
            for (int level = 0; level < 100; level++) {
                generator.writeEndObject();
            }
        }

    }

    @JsonSerialize(using = Nested.class)
    static final class DeepByHand {

    }

    @Test
    void value_boundsTheDepthOfWhatASerializerWrites() {
        assertThat(Captures.of(16_384, 3).json(new Around(1, new DeepByHand(), 2)))
            .isEqualTo("{\"before\":1,\"value\":{\"n\":{\"n\":\"<depth limit>\"}},\"after\":2}");
    }

    @Test
    void value_boundsTheDepthOfATree() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        JsonNode tree = nodes.stringNode("leaf");
        for (int level = 0; level < 100_000; level++) {
            tree = (level % 2 == 0) ? nodes.arrayNode().add(tree) : nodes.objectNode().set("n", tree);
        }
        assertThat(Captures.of(16_384, 3).json(tree))
            .isEqualTo("{\"n\":[{\"n\":\"<depth limit: tools.jackson.databind.node.ArrayNode>\"}]}");
        assertThat(this.captures.failures()).isZero();
    }

    @Test
    void value_rendersTrees() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("a", 1).put("token", "t").putNull("n");
        tree.putArray("list").add("x").addPOJO(new Bean(Failure.EXCEPTION)).add(new byte[] { 1, 2 });
        tree.set("password", JsonNodeFactory.instance.objectNode().put("inside", "p"));
        tree.put("last", true);
        JsonNode json = this.captures.tree(tree);
        assertThat(json.get("a").asInt()).isEqualTo(1);
        assertThat(json.get("token").asString()).isEqualTo("__REDACTED__");
        assertThat(json.get("password").asString()).isEqualTo("__REDACTED__");
        assertThat(json.get("list").get(1).get("c").asString()).isEqualTo("c");
        assertThat(json.get("list").get(2).asString()).isEqualTo("<byte[2]>");
        assertThat(json.get("last").asBoolean()).isTrue();
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        own.add(own);
        assertThat(this.captures.json(own)).contains("<cycle");
    }

    @Test
    void value_losesTheListThatThrowsInTheMiddle() {
        List<Object> list = new AbstractList<>() {

            @Override
            public Object get(int index) {
                if (index == 3) {
                    throw new IllegalStateException("third");
                }
                return index;
            }

            @Override
            public int size() {
                return 10;
            }

        };
        assertThat(this.captures.json(Map.of("list", list)))
            .isEqualTo("{\"list\":[0,1,2,\"<capture failed: java.lang.IllegalStateException>\"]}");
    }

    @Test
    void arguments_loseOnlyTheOneThatFails() {
        JsonNode json = Captures.parse(this.captures.capture()
            .arguments(
                    List.of(new Parameter("bad", false), new Parameter("password", false),
                            new Parameter("nothing", false), new Parameter("good", false)),
                    new Object[] { new MiddleOfObject(), new BrokenText(), new Nothing(), "g" }));
        assertThat(json.get("bad").get("begun").asString()).isEqualTo("yes");
        assertThat(json.get("password").asString()).isEqualTo("__REDACTED__");
        assertThat(json.get("nothing").isNull()).isTrue();
        assertThat(json.get("good").asString()).isEqualTo("g");
        assertThat(this.captures.failures()).isEqualTo(1);
    }

    @Test
    void arguments_withoutNamesAreAPlaceholder() {
        assertThat(this.captures.capture().arguments(List.of(), new Object[] { 1 }).json())
            .startsWith("\"<capture failed");
    }

    static final class BrokenText2 implements CharSequence {

        @Override
        public int length() {
            throw new IllegalStateException("no length");
        }

        @Override
        public char charAt(int index) {
            throw new IllegalStateException("no character");
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new IllegalStateException("no part");
        }

        @Override
        public boolean isEmpty() {
            throw new IllegalStateException("not even empty");
        }

    }

    @Test
    void elements_surviveTextsThatFail() {
        ElementCapture elements = this.captures.capture().elements();
        elements.add("a");
        elements.add(new BrokenText2());
        elements.add("b");
        assertThat(elements.toPayload().json())
            .isEqualTo("[\"a\",\"<capture failed: java.lang.IllegalStateException>\",\"b\"]");
    }

    @Test
    void value_neverRendersALambda() {
        Runnable lambda = () -> {
        };
        assertThat(this.captures.json(lambda)).isEqualTo("\"<lambda in " + HostileValuesTest.class.getName() + ">\"");
    }

}
