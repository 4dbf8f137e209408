// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.capture.PayloadCapture.Parameter;
import ai.opper.tracing.span.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class JsonPayloadCaptureTest {

    private final Captures captures = Captures.standard();

    record Article(String title, int pages, List<String> words) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    record Typed(String name) {
    }

    record Wrapped(@JsonUnwrapped(prefix = "in_") Article article, int more) {
    }

    record Valued(@JsonValue String text, int hidden) {
    }

    record Raw(@JsonRawValue String json) {
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Row(String name, int number) {
    }

    static final class Further {

        public final String own = "own";

        @JsonIgnore
        public final String ignored = "ignored";

        @JsonInclude(JsonInclude.Include.NON_NULL)
        public final Object absent = null;

        @JsonProperty("renamed")
        public final String original = "x";

        @JsonAnyGetter
        public Map<String, Object> further() {
            return Map.of("further", List.of(1));
        }

    }

    static final class Empty {

        private final int inside = 1;

        int inside() {
            return this.inside;
        }

    }

    @Test
    void arguments_areAnObjectByParameterName() {
        Payload payload = this.captures.capture()
            .arguments(List.of(new Parameter("question", false), new Parameter("limit", false),
                    new Parameter("none", false)), new Object[] { "why?", 3, null });
        assertThat(payload.json()).isEqualTo("{\"question\":\"why?\",\"limit\":3,\"none\":null}");
    }

    @Test
    void arguments_keepTheNameOfASingleOne() {
        assertThat(this.captures.capture().arguments(List.of(new Parameter("id", false)), new Object[] { 7 }).json())
            .isEqualTo("{\"id\":7}");
        assertThat(this.captures.capture().arguments(List.of(), new Object[0]).json()).isEqualTo("{}");
    }

    @Test
    void value_rendersPlainValues() {
        assertThat(this.captures.json("say \"hi\"\n")).isEqualTo("\"say \\\"hi\\\"\\n\"");
        assertThat(this.captures.json(null)).isEqualTo("null");
        assertThat(this.captures.json(1.5)).isEqualTo("1.5");
        assertThat(this.captures.json(true)).isEqualTo("true");
        assertThat(this.captures.json('c')).isEqualTo("\"c\"");
        assertThat(this.captures.json(new BigDecimal("1.10"))).isEqualTo("1.10");
        assertThat(this.captures.json(DayOfWeek.MONDAY)).isEqualTo("\"MONDAY\"");
        assertThat(this.captures.json(new int[] { 1, 2 })).isEqualTo("[1,2]");
        assertThat(this.captures.json(new String[] { "a", null })).isEqualTo("[\"a\",null]");
        assertThat(this.captures.json(new StringBuilder("tliub").reverse())).isEqualTo("\"built\"");
        assertThat(this.captures.json(UUID.fromString("00000000-0000-7000-8000-000000000001")))
            .isEqualTo("\"00000000-0000-7000-8000-000000000001\"");
        assertThat(this.captures.json(URI.create("https://a.example/b"))).isEqualTo("\"https://a.example/b\"");
        assertThat(this.captures.json(String.class)).isEqualTo("\"java.lang.String\"");
        assertThat(this.captures.failures()).isZero();
    }

    @Test
    void value_rendersTimeAsIsoText() {
        assertThat(this.captures.json(Instant.parse("2026-01-02T03:04:05Z"))).isEqualTo("\"2026-01-02T03:04:05Z\"");
        assertThat(this.captures.json(LocalDate.of(2026, 1, 2))).isEqualTo("\"2026-01-02\"");
        assertThat(this.captures.json(Duration.ofMillis(1500))).isEqualTo("\"PT1.5S\"");
    }

    @Test
    void value_rendersWhatJsonHasNoNumberForAsText() {
        assertThat(this.captures.json(Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(this.captures.json(new double[] { Double.POSITIVE_INFINITY, 1 })).isEqualTo("[\"Infinity\",1.0]");
        assertThat(this.captures.json(List.of(Float.NEGATIVE_INFINITY))).isEqualTo("[\"-Infinity\"]");
    }

    @Test
    void value_rendersRecordsBeansAndOptionals() {
        assertThat(this.captures.json(new Article("T", 3, List.of("a", "b"))))
            .isEqualTo("{\"title\":\"T\",\"pages\":3,\"words\":[\"a\",\"b\"]}");
        assertThat(this.captures.json(Optional.of(new Article("T", 3, List.of()))))
            .isEqualTo("{\"title\":\"T\",\"pages\":3,\"words\":[]}");
        assertThat(this.captures.json(Optional.empty())).isEqualTo("null");
        assertThat(this.captures.json(OptionalInt.of(4))).isEqualTo("4");
        assertThat(this.captures.json(new Empty())).isEqualTo("{}");
        assertThat(this.captures.json(new Object())).isEqualTo("{}");
        assertThat(this.captures.failures()).isZero();
    }

    @Test
    void value_honoursWhatAClassTellsJackson() {
        assertThat(this.captures.tree(new Further())).isEqualTo(Captures
            .parse(Payload.of("{\"own\":\"own\",\"renamed\":\"x\",\"further\":[1]}".getBytes(StandardCharsets.UTF_8))));
        assertThat(this.captures.json(new Typed("n"))).contains("\"name\":\"n\"").contains("\"kind\":");
        assertThat(this.captures.json(new Wrapped(new Article("T", 3, List.of()), 1)))
            .isEqualTo("{\"in_title\":\"T\",\"in_pages\":3,\"in_words\":[],\"more\":1}");
        assertThat(this.captures.json(new Wrapped(null, 1))).isEqualTo("{\"more\":1}");
        assertThat(this.captures.json(new Valued("text", 1))).isEqualTo("\"text\"");
        assertThat(this.captures.json(new Row("n", 1))).isEqualTo("[\"n\",1]");
        assertThat(this.captures.failures()).isZero();
    }

    @Test
    void value_readsRawJsonAndHidesInIt() {
        assertThat(this.captures.json(new Raw("{\"a\":[1,{\"password\":\"p\"}]}")))
            .isEqualTo("{\"json\":{\"a\":[1,{\"password\":\"__REDACTED__\"}]}}");
        assertThat(this.captures.json(new Raw("{\"a\":[1,{\"password\":\"p"))).doesNotContain("\"p\"")
            .contains("\"a\"");
        assertThat(this.captures.json(new Raw("no json"))).isEqualTo("{\"json\":\"<raw value of 7 characters>\"}");
    }

    @Test
    void value_rendersMapsWithAnyKeys() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "int");
        map.put(DayOfWeek.FRIDAY, "enum");
        map.put(null, "nothing");
        map.put(LocalDate.of(2026, 1, 2), "date");
        map.put(new ThrowingKey(), "still there");
        map.put("last", "last");
        assertThat(this.captures.json(map))
            .isEqualTo("{\"1\":\"int\",\"FRIDAY\":\"enum\",\"null\":\"nothing\",\"2026-01-02\":\"date\","
                    + "\"<capture failed: java.lang.IllegalStateException>\":\"still there\",\"last\":\"last\"}");
    }

    static final class ThrowingKey {

        @Override
        public String toString() {
            throw new IllegalStateException("no key");
        }

    }

    @Test
    void value_isValidForAnEndlessNumber() {
        BigInteger endless = BigInteger.ONE.shiftLeft(5_000_000);
        assertThat(this.captures.json(endless)).isEqualTo("\"<number of 5000001 bits>\"");
        assertThat(Captures.of(256, 8).tree(Arrays.asList(1, BigInteger.TEN.pow(250))).isArray()).isTrue();
    }

    @Test
    void value_walksAsDeepAsItMayAndNoDeeper() {
        Captures shallow = Captures.of(16_384, 2);
        assertThat(shallow.json(List.of(List.of("leaf")))).isEqualTo("[[\"leaf\"]]");
        assertThat(shallow.json(List.of(List.of(List.of(1))))).startsWith("[[\"<depth limit: java.util.");
        assertThat(shallow.json(List.of(List.of(UUID.randomUUID(), URI.create("a:b"), DayOfWeek.MONDAY))))
            .doesNotContain("depth limit");
        assertThat(shallow.capture()
            .arguments(List.of(new Parameter("a", false)), new Object[] { List.of(List.of(List.of(1))) })
            .json()).startsWith("{\"a\":[[\"<depth limit: java.util.");
    }

    @Test
    void text_isBoundedAndKeepsWholeCharacters() {
        String text = "x".repeat(1_999) + "\uD83D\uDE00".repeat(10);
        assertThat(this.captures.capture().text(text)).startsWith("x".repeat(1_999) + "…[truncated, 19 characters")
            .doesNotContain("\uD83D");
        assertThat(this.captures.capture().text("short")).isEqualTo("short");
        assertThat(this.captures.capture().text("a\uDE00b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void named_hidesByName() {
        assertThat(this.captures.capture().named("apiKey", "k").json()).isEqualTo("\"__REDACTED__\"");
        assertThat(this.captures.capture().named("plan", "k").json()).isEqualTo("\"k\"");
    }

}
