// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.opper.tracing.capture.PayloadCapture.Parameter;
import ai.opper.tracing.span.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A value of any size costs about the budget, and what is cut is valid JSON. */
class CaptureBudgetTest {

    private static final int KIB = 1024;

    private final Captures captures = Captures.standard();

    /**
     * So many elements may be touched at most: the generator's own buffer is written too.
     */
    private static final int MOST_TOUCHED = (16 + 8 + 8) * KIB;

    @Test
    void value_cutsAStringAndKeepsItsBeginning() {
        String text = IntStream.range(0, 10_000).mapToObj(Integer::toString).reduce("", String::concat);
        Payload payload = Captures.of(KIB, 8).capture().value(text);
        assertThat(payload.size()).isBetween(KIB - 200, KIB);
        assertThat(payload.text()).startsWith(text.substring(0, 800)).contains("…[truncated, ≥");
        assertThat(payload.omittedBytes()).isGreaterThan(30_000);
    }

    @Test
    void value_touchesLittleOfAHugeString() {
        String text = "a".repeat(100_000_000);
        this.captures.capture().value(text);
        long before = allocated();
        Payload payload = this.captures.capture().value(text);
        assertThat(allocated() - before).isLessThan(400 * KIB);
        assertThat(payload.size()).isLessThanOrEqualTo(16 * KIB);
        assertThat(payload.omittedBytes()).isGreaterThan(99_000_000);
        StringBuilder builder = new StringBuilder(text).reverse();
        before = allocated();
        assertThat(this.captures.capture().value(builder).omittedBytes()).isGreaterThan(99_000_000);
        assertThat(allocated() - before).isLessThan(400 * KIB);
        before = allocated();
        this.captures.capture().text(text);
        assertThat(allocated() - before).isLessThan(100 * KIB);
        before = allocated();
        this.captures.capture().value(Map.of(text, 1));
        assertThat(allocated() - before).isLessThan(400 * KIB);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
            .getCurrentThreadAllocatedBytes();
    }

    private static List<Object> counting(int size, AtomicLong touched) {
        return new AbstractList<>() {

            @Override
            public Object get(int index) {
                touched.incrementAndGet();
                return 1;
            }

            @Override
            public int size() {
                return size;
            }

        };
    }

    @Test
    void value_touchesFewElementsOfAHugeList() {
        AtomicLong touched = new AtomicLong();
        Payload payload = this.captures.capture().value(counting(5_000_000, touched));
        assertThat(touched).hasValueLessThan(MOST_TOUCHED);
        assertThat(payload.size()).isBetween(15 * KIB, 16 * KIB);
        JsonNode json = Captures.parse(payload);
        assertThat(json.get(0).asInt()).isEqualTo(1);
        assertThat(json.get(json.size() - 1).asString()).startsWith("…[truncated, ≥");
    }

    static final class Endless implements Iterable<Object> {

        private final AtomicLong touched;

        Endless(AtomicLong touched) {
            this.touched = touched;
        }

        @Override
        public Iterator<Object> iterator() {
            return new Iterator<>() {

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Object next() {
                    return Map.of("n", Endless.this.touched.incrementAndGet(), "list", List.of(1, 2, 3));
                }

            };
        }

    }

    static final class Wide {

        private final AtomicLong touched;

        Wide(AtomicLong touched) {
            this.touched = touched;
        }

        public List<Wide> getChildren() {
            this.touched.incrementAndGet();
            return IntStream.range(0, 100).mapToObj((index) -> new Wide(this.touched)).toList();
        }

    }

    @Test
    void value_stopsInWhatNeverEnds() {
        AtomicLong touched = new AtomicLong();
        assertThat(this.captures.capture().value(new Endless(touched)).size()).isLessThanOrEqualTo(16 * KIB);
        assertThat(touched).hasValueLessThan(MOST_TOUCHED);
        touched.set(0);
        assertThat(this.captures.tree(new Wide(touched)).isObject()).isTrue();
        assertThat(touched).hasValueLessThan(MOST_TOUCHED);
    }

    @Test
    void value_touchesNothingOfWhatIsHiddenOrTooDeep() {
        AtomicLong touched = new AtomicLong();
        List<Object> list = counting(5_000_000, touched);
        assertThat(this.captures.json(Map.of("password", list))).isEqualTo("{\"password\":\"__REDACTED__\"}");
        Object deep = list;
        for (int level = 0; level < 8; level++) {
            deep = List.of(deep);
        }
        assertThat(this.captures.json(deep)).contains("<depth limit");
        assertThat(touched).hasValue(0);
    }

    @Test
    void elements_joinTexts() {
        ElementCapture elements = this.captures.capture().elements();
        List.of("Hel", "lo", " you").forEach(elements::add);
        elements.add(java.nio.CharBuffer.wrap("!"));
        assertThat(elements.toPayload().json()).isEqualTo("\"Hello you!\"");
        assertThat(elements.count()).isEqualTo(4);
        assertThat(this.captures.capture().elements().toPayload()).isNull();
    }

    @Test
    void elements_becomeAListWhenTheyAreMixed() {
        ElementCapture elements = this.captures.capture().elements();
        List.of("a", "", "b", 3, "c", Map.of("token", "t")).forEach(elements::add);
        assertThat(elements.toPayload().json()).isEqualTo("[\"a\",\"\",\"b\",3,\"c\",{\"token\":\"__REDACTED__\"}]");
        assertThat(elements.count()).isEqualTo(6);
    }

    @Test
    void elements_useTheWholeBudgetForText() {
        ElementCapture elements = Captures.of(KIB, 8).capture().elements();
        IntStream.range(0, 100_000).forEach((index) -> elements.add("x"));
        Payload payload = elements.toPayload();
        assertThat(payload.size()).isBetween(KIB - 200, KIB);
        assertThat(payload.text()).startsWith("x".repeat(KIB - 200)).contains("…[truncated, ≥");
        assertThat(payload.omittedBytes()).isGreaterThan(98_000);
        assertThat(elements.count()).isEqualTo(100_000);
    }

    @Test
    void elements_fitTheBudgetWhateverTheirSize() {
        Captures small = Captures.of(KIB, 8);
        for (int size = 0; size < 2_000; size += 7) {
            ElementCapture elements = small.capture().elements();
            elements.add(List.of("x".repeat(size)));
            elements.add(List.of(1, 2, 3));
            elements.add("text");
            Payload payload = elements.toPayload();
            assertThat(payload.size()).isLessThanOrEqualTo(KIB);
            assertThat(Captures.parse(payload).isArray()).isTrue();
        }
    }

    @Test
    void elements_sayHowManyAreMissing() {
        ElementCapture elements = Captures.of(KIB, 8).capture().elements();
        IntStream.range(0, 1_000).forEach((index) -> elements.add(List.of(index, "abcdefgh")));
        JsonNode json = Captures.parse(elements.toPayload());
        int kept = json.size() - 1;
        assertThat(json.get(0).get(0).asInt()).isZero();
        assertThat(json.get(kept).asString()).isEqualTo("…[truncated, " + (1_000 - kept) + " elements left out]");
        assertThat(elements.count()).isEqualTo(1_000);
    }

    @Test
    void elements_countWhatCameBeforeAListToo() {
        ElementCapture elements = Captures.of(256, 8).capture().elements();
        IntStream.range(0, 100_000).forEach((index) -> elements.add("abc"));
        elements.add(1);
        Payload payload = elements.toPayload();
        assertThat(payload.size()).isLessThanOrEqualTo(256);
        JsonNode json = Captures.parse(payload);
        assertThat(json.get(json.size() - 1).asString())
            .isEqualTo("…[truncated, " + (100_001 - (json.size() - 1)) + " elements left out]");
    }

    @Test
    void limits_refuseWhatCannotWork() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CaptureLimits(255, 8)).withMessageContaining("256");
        assertThatIllegalArgumentException().isThrownBy(() -> new CaptureLimits(256, 0)).withMessageContaining("1");
    }

    /** Random values and budgets; the seed of a failure is in its message. */
    @Test
    void value_isAlwaysValidAndWithinTheBudget() {
        long base = System.nanoTime();
        for (long round = base; round < base + 15; round++) {
            checkRandomValues(round);
        }
    }

    /** A new capture has to learn every type anew, so one serves for many values. */
    private static void checkRandomValues(long round) {
        Random limits = new Random(round);
        int budget = 256 + (limits.nextBoolean() ? limits.nextInt(300) : limits.nextInt(20_000));
        Captures captures = Captures.of(budget, 1 + limits.nextInt(8));
        for (long seed = round; seed < round + 100; seed++) {
            Random random = new Random(seed);
            Object value = RandomValues.value(random, 4);
            check(captures.capture().value(value), budget, "value, seeds " + round + " and " + seed);
            check(captures.capture()
                .arguments(List.of(new Parameter("a", false), new Parameter("b", false)), new Object[] { value, 1 }),
                    budget, "arguments, seeds " + round + " and " + seed);
            ElementCapture elements = captures.capture().elements();
            for (int count = random.nextInt(20); count >= 0; count--) {
                elements.add(RandomValues.value(random, 2));
            }
            check(elements.toPayload(), budget, "elements, seeds " + round + " and " + seed);
            assertThat(captures.failures()).as("seed " + seed).isZero();
        }
    }

    private static void check(Payload payload, int budget, String what) {
        assertThat(payload.size()).as(what).isLessThanOrEqualTo(budget);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload.bytes()));
            JsonNode json = Captures.parse(payload);
            assertThat(json).as(what).isNotNull();
            assertThat(hasHalfCharacter(json)).as(what).isFalse();
        }
        catch (CharacterCodingException | tools.jackson.core.JacksonException ex) {
            throw new AssertionError(what + " is not valid: " + payload.json(), ex);
        }
    }

    private static boolean hasHalfCharacter(JsonNode json) {
        String text = json.toString();
        return text.chars().anyMatch((unit) -> unit == 0xFFFD)
                || !new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    @Test
    void value_isExactWhenItFits() {
        JsonMapper plain = JsonMapper.builder().build();
        Captures generous = Captures.of(4_000_000, 32);
        long base = System.nanoTime();
        for (long seed = base; seed < base + 500; seed++) {
            Object value = RandomValues.value(new Random(seed), 4);
            Payload payload = generous.capture().value(value);
            assertThat(payload.omittedBytes()).isZero();
            assertThat(Captures.parse(payload)).as("seed " + seed)
                .isEqualTo(plain.readTree(plain.writeValueAsBytes(value)));
        }
    }

    @Test
    void close_isValidWhereverItCuts() {
        byte[] json = ("{\"a\\\"\\u00e9é😀\":[1,-2.5e3,true,null,\"x\\ny\\u0041😀\",{},[],{\"b\":{\"c\":[[\"d\"]]}}],"
                + "\"longer name\":\"" + "z\\\\😀".repeat(60) + "\",\"e\":[" + "12345,".repeat(100) + "0]}")
            .getBytes(StandardCharsets.UTF_8);
        for (int length = 256; length <= json.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(json, length);
            byte[] closed = JsonPrefix.close(cut, length, json.length);
            check(Payload.of(closed), length, "cut at " + length);
        }
    }

    @Test
    void close_survivesNestingBeyondWhatItRemembers() {
        List<Object> deep = new ArrayList<>();
        List<Object> inner = deep;
        for (int level = 0; level < 200; level++) {
            List<Object> next = new ArrayList<>();
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("k" + level, next);
            inner.add("before");
            inner.add(map);
            inner.add("after");
            inner = next;
        }
        byte[] json = JsonMapper.builder().build().writeValueAsBytes(deep);
        for (int budget = 256; budget < json.length; budget += 461) {
            byte[] cut = java.util.Arrays.copyOf(json, budget);
            check(Payload.of(JsonPrefix.close(cut, budget, json.length)), budget, "budget " + budget);
        }
    }

}
