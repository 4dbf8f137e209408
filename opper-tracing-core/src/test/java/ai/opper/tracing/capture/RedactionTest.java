// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.TokenBuffer;

import ai.opper.tracing.Sensitive;
import ai.opper.tracing.capture.PayloadCapture.Parameter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What must not leave does not leave, whichever way it tries. */
class RedactionTest {

    private static final String SECRET = "tOpSeCrEt";

    private static final String HIDDEN = "\"__REDACTED__\"";

    private final Captures captures = Captures.standard();

    @ParameterizedTest
    @ValueSource(strings = { "password", "PASSWORD", "userPassword", "user_password", "user-password", "Password",
            "password1", "newPassword2", "userpassword", "apiKey", "api_key", "API-KEY", "X-API-Key", "APIKey",
            "openaiApiKey", "OPENAI_API_KEY", "apikey", "openaiapikey", "token", "accessToken", "access_token",
            "accesstoken", "ACCESS_TOKEN", "refreshTokens", "clientSecret", "client_secret", "clientsecret",
            "Authorization", "proxy-authorization", "Set-Cookie", "cookies", "cardNumber", "cardnumber",
            "credit_card_number", "creditCard", "ssn", "SSN", "socialSecurityNumber", "user.password", "pin", "userPIN",
            "cvv", "cvv2", "iban", "jwt", "privateKey", "db password" })
    void hides_knowsAKeyHoweverItIsWritten(String name) {
        assertThat(Redaction.standard().hides(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "totalTokens", "maxTokens", "sortKey", "primaryKey", "key", "keys", "timespan", "span",
            "japan", "shopping", "tokenizer", "passed", "secretary", "cookieless", "author", "monkey", "apiKeyCount",
            "", "42", "bandpass" })
    void hides_leavesHarmlessNamesAlone(String name) {
        assertThat(Redaction.standard().hides(name)).isFalse();
    }

    @Test
    void hides_knowsKeysOfTheUsersOwn() {
        Redaction redaction = new Redaction(List.of("e-mail", "tax_id", "  "), List.of());
        assertThat(redaction.hides("customerEMail")).isTrue();
        assertThat(redaction.hides("customeremail")).isTrue();
        assertThat(redaction.hides("taxId")).isTrue();
        assertThat(redaction.hides("password")).isFalse();
        assertThat(redaction.hides("x".repeat(1_000_000) + "TaxId")).isTrue();
    }

    record Part(@Sensitive String component, String open) {
    }

    static class Fields {

        @Sensitive
        private final String field = SECRET;

        public String getField() {
            return this.field;
        }

        @Sensitive
        public String getGetter() {
            return SECRET;
        }

        @Sensitive
        public String getThrowing() {
            throw new IllegalStateException(SECRET);
        }

        public String getOpen() {
            return "open";
        }

    }

    interface Named {

        @Sensitive
        String getName();

    }

    static final class Person implements Named {

        @Override
        public String getName() {
            return SECRET;
        }

    }

    @Sensitive
    interface Confidential {

    }

    record Letter(String text) implements Confidential {
    }

    @Sensitive
    @JsonSerialize(using = Telling.class)
    static class Diary {

    }

    static final class SubDiary extends Diary {

    }

    @Sensitive
    @JsonSerialize(as = CharSequence.class)
    record Refined(String text) implements Comparable<Refined> {

        @Override
        public int compareTo(Refined other) {
            return 0;
        }

    }

    @Sensitive
    enum Rank {

        TOPSECRET;

        @Override
        public String toString() {
            return SECRET;
        }

    }

    @Sensitive
    static final class Confession extends RuntimeException {

        Confession() {
            super(SECRET);
        }

    }

    record ValueOf(@Sensitive @JsonValue String text) {
    }

    record Unwrapping(@Sensitive @JsonUnwrapped Part part, @JsonUnwrapped(prefix = "pass") Word word) {
    }

    record Word(String word) {
    }

    static final class Entries {

        @Sensitive
        @JsonAnyGetter
        public Map<String, String> entries() {
            return Map.of("a", SECRET);
        }

    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Row(String password, @Sensitive String other, String open) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    record TypedLogin(String password) {
    }

    record RawLogin(@JsonRawValue String raw) {
    }

    record Login(Object password) {
    }

    static final class Telling extends ValueSerializer<Object> {

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            generator.writeStartObject();
            generator.writeStringProperty("password", SECRET);
            generator.writeName(new SerializedString("apiKey"));
            generator.writeStartObject();
            generator.writeName("deeper");
            generator.writeArray(new String[] { SECRET }, 0, 1);
            generator.writeEndObject();
            generator.writeName("token");
            generator.writeUTF8String(SECRET.getBytes(UTF_8), 0, SECRET.length());
            generator.writeName("secret");
            generator.writeRawValue("{\"x\":\"" + SECRET + "\"}");
            generator.writePOJOProperty("pojo", new Login(SECRET));
            generator.writeName("tree");
            generator.writeTree(JsonNodeFactory.instance.objectNode().put("jwt", SECRET));
            TokenBuffer buffer = context.bufferForValueConversion();
            context.writeValue(buffer, new Login(SECRET));
            generator.writeName("buffered");
            context.writeValue(generator, buffer);
            generator.writeStringProperty("last", "open");
            generator.writeEndObject();
        }

    }

    @JsonSerialize(using = Telling.class)
    static final class Teller {

    }

    static final class Throwing extends ValueSerializer<Object> {

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            generator.writeStartObject();
            generator.writeName("password");
            generator.writeStartArray();
            generator.writeString(SECRET);
            throw new IllegalStateException(SECRET);
        }

    }

    @JsonSerialize(using = Throwing.class)
    static final class Thrower {

    }

    /** Every value here holds the secret in a place that has to be hidden. */
    private static List<Object> secretive(Random random) {
        return List.of(new Part(SECRET, "open"), new Fields(), new Person(), new Letter(SECRET), new Diary(),
                new SubDiary(), new Refined(SECRET), Rank.TOPSECRET, new Confession(), new ValueOf(SECRET),
                new Unwrapping(new Part(SECRET, SECRET), new Word(SECRET)), new Entries(),
                new Row(SECRET, SECRET, "open"), new TypedLogin(SECRET), new Teller(), new Thrower(),
                new RawLogin("{\"password\":\"" + SECRET + "\"}"), new Login(SECRET),
                new Login(List.of(Map.of("x", SECRET))), new Login(new Thrower()), Map.of("password", SECRET),
                Map.of("userToken", List.of(SECRET)), Map.of(new Letter(SECRET), 1), Map.of(Rank.TOPSECRET, 1),
                Map.entry("api_key", SECRET), Optional.of(new Login(SECRET)), new AtomicReference<>(new Login(SECRET)),
                new Object[] { new Login(SECRET) }, Set.of(new Letter(SECRET)),
                JsonNodeFactory.instance.objectNode().put("password", SECRET),
                JsonNodeFactory.instance.arrayNode().addPOJO(new Login(SECRET)), JsonNodeFactory.instance.objectNode()
                    .set("secret", JsonNodeFactory.instance.objectNode().put("a" + random.nextInt(9), SECRET)));
    }

    @Test
    void value_hidesEverySecretByItself() {
        for (Object value : secretive(new Random(1))) {
            String json = this.captures.json(value);
            assertThat(json).as(value.getClass().getName()).doesNotContain(SECRET).contains("__REDACTED__");
        }
    }

    @Test
    void value_keepsWhatStandsBesideASecret() {
        JsonNode json = this.captures.tree(Arrays.asList(new Part(SECRET, "open"), new Fields(), new Teller(),
                new Row(SECRET, SECRET, "open"), new Thrower(), "end"));
        assertThat(json.get(0).get("open").asString()).isEqualTo("open");
        assertThat(json.get(1).get("open").asString()).isEqualTo("open");
        assertThat(json.get(2).get("last").asString()).isEqualTo("open");
        assertThat(json.get(2).get("buffered").get("password").asString()).isEqualTo("__REDACTED__");
        assertThat(json.get(3).get(2).asString()).isEqualTo("open");
        assertThat(json.get(4).get("password").asString()).isEqualTo("__REDACTED__");
        assertThat(json.get(5).asString()).isEqualTo("end");
    }

    /** Secrets at random places, at random depth, under random budgets. */
    @Test
    void value_hidesSecretsWhereverTheyAre() {
        long base = System.nanoTime();
        for (int budget : new int[] { 256, 300, 512, 1_000, 4_000, 16_384 }) {
            Captures captures = Captures.of(budget, 6);
            for (long seed = base; seed < base + 300; seed++) {
                Random random = new Random(seed);
                Object planted = plant(random, 5);
                String what = "seed " + seed + " budget " + budget;
                assertThat(captures.json(planted)).as(what).doesNotContain(SECRET);
                assertThat(
                        captures.capture()
                            .arguments(List.of(new Parameter("a", false), new Parameter("b", true),
                                    new Parameter("pwd", false)), new Object[] { planted, SECRET, SECRET })
                            .json())
                    .as(what)
                    .doesNotContain(SECRET);
                ElementCapture elements = captures.capture().elements();
                elements.add(planted);
                elements.add(planted);
                assertThat(elements.toPayload().json()).as(what).doesNotContain(SECRET);
            }
        }
    }

    private static Object plant(Random random, int depth) {
        if (depth == 0) {
            List<Object> choices = secretive(random);
            return choices.get(random.nextInt(choices.size()));
        }
        List<Object> siblings = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            siblings.add(RandomValues.value(random, 1));
        }
        siblings.add(random.nextInt(siblings.size() + 1), plant(random, depth - 1));
        if (random.nextBoolean()) {
            return siblings;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        siblings.forEach((sibling) -> map.put("n" + map.size(), sibling));
        return map;
    }

    @Test
    void arguments_hideByParameterAndByName() {
        assertThat(this.captures.capture()
            .arguments(List.of(new Parameter("a", true), new Parameter("userPassword", false)),
                    new Object[] { SECRET, SECRET })
            .json()).isEqualTo("{\"a\":" + HIDDEN + ",\"userPassword\":" + HIDDEN + "}");
    }

    enum Words {

        MAIL;

        @Override
        public String toString() {
            return "write to ann@example.org now";
        }

    }

    @Test
    void patterns_reachEveryKindOfText() {
        String mail = "ann@example.org";
        Captures masking = Captures.masking("[\\w.]+@[\\w.]+");
        List<Object> texts = List.of(mail, List.of(mail), new ArrayList<>(List.of(mail)), Set.of(mail),
                new String[] { mail }, new Object[] { mail }, Map.of(mail, 1), Map.of("a", mail), Words.MAIL,
                Map.of(Words.MAIL, 1), URI.create("mailto:" + mail),
                new StringBuilder().append(mail).reverse().reverse(), mail.toCharArray(), new Word(mail),
                Optional.of(mail), JsonNodeFactory.instance.stringNode(mail),
                JsonNodeFactory.instance.objectNode().put(mail, mail), new IllegalStateException(mail),
                new RawLogin("[\"" + mail + "\"]"), Map.of(URI.create("mailto:" + mail), 1));
        for (Object text : texts) {
            assertThat(masking.json(text)).as(text.getClass().getName())
                .doesNotContain("ann@")
                .contains("__REDACTED__");
        }
        assertThat(masking.json("from ann@example.org to bob@example.org!"))
            .isEqualTo("\"from __REDACTED__ to __REDACTED__!\"");
        assertThat(masking.capture().text("mail " + mail)).isEqualTo("mail __REDACTED__");
        ElementCapture elements = masking.capture().elements();
        List.of("to ann", "@exam", "ple.org", " now").forEach(elements::add);
        assertThat(elements.toPayload().text()).isEqualTo("to __REDACTED__ now");
    }

    @Test
    void patterns_findSecretsAcrossTheCut() {
        String code = "ABCDEFGHIJKLMNOP";
        Captures masking = Captures.with(new CaptureLimits(256, 8), Captures.masks("[A-Z]{16}"));
        for (int before = 0; before < 400; before++) {
            String text = "x".repeat(before) + code + "y".repeat(before * 20);
            assertThat(masking.json(text)).doesNotContain("ABC");
            assertThat(masking.json(Map.of("k", List.of(text, code)))).doesNotContain("ABC");
            ElementCapture elements = masking.capture().elements();
            text.chars().forEach((character) -> elements.add(String.valueOf((char) character)));
            assertThat(elements.toPayload().json()).doesNotContain("ABC");
        }
        for (int before = 1_900; before < 2_010; before++) {
            assertThat(masking.capture().text("x".repeat(before) + code + " and more")).doesNotContain("ABC");
        }
    }

    /**
     * Masking makes texts shorter, so what was only looked at must not move into view.
     */
    @Test
    void patterns_leaveNoHalfSecretAtTheEndOfWhatIsSearched() {
        String secret = "<" + "s".repeat(1_500) + ">";
        Captures masking = Captures.with(new CaptureLimits(1_024, 8), Captures.masks("<s+>"));
        assertThat(masking.json(secret.repeat(20))).doesNotContain("sss").contains("truncated");
    }

    @Test
    void patterns_thatThrowHideTheWholeText() {
        String text = SECRET.repeat(3_000);
        for (String pattern : List.of("(a|[^a])*b", "(x+x+)+\\1y")) {
            Captures masking = Captures.masking(pattern);
            String hostile = pattern.startsWith("(x") ? "x".repeat(60) + SECRET : text;
            assertThat(masking.json(hostile)).startsWith("\"__REDACTED__").doesNotContain(SECRET);
            assertThat(masking.capture().text(hostile)).isEqualTo("__REDACTED__");
            assertThat(masking.json(new Part("a", hostile)))
                .startsWith("{\"component\":" + HIDDEN + ",\"open\":\"__REDACTED__")
                .doesNotContain(SECRET);
            assertThat(masking.json(Map.of(hostile, 1))).doesNotContain(SECRET);
            assertThat(masking.failures()).isGreaterThanOrEqualTo(4);
            assertThat(Captures.masks(pattern).mask(hostile)).isEqualTo("__REDACTED__");
        }
    }

    @Test
    void patterns_hideNumbersToo() {
        Captures masking = Captures.masking("\\d{13,19}", "3\\.1415");
        long card = 4_111_111_111_111_111L;
        for (Object number : List.of(card, BigInteger.valueOf(card), new BigDecimal(card), new AtomicLong(card), 3.1415,
                3.1415f, JsonNodeFactory.instance.numberNode(card), OptionalLong.of(card))) {
            assertThat(masking.json(number)).as(number.getClass().getName()).isEqualTo(HIDDEN);
        }
        assertThat(masking.json(new long[] { card, 7 })).isEqualTo("[" + HIDDEN + ",7]");
        assertThat(masking.json(Map.of("n", card, "password", card))).doesNotContain("4111");
        assertThat(masking.json(List.of(1, 2L, (short) 3, 4.5, 5.5f))).isEqualTo("[1,2,3,4.5,5.5]");
    }

    @Test
    void mask_joinsWhatOverlaps() {
        assertThat(Captures.masks("abc", "bcd", "x*").mask("-abcd-")).isEqualTo("-__REDACTED__-");
        assertThat(Captures.masks("a").mask("nothing")).isEqualTo("nothing");
    }

}
