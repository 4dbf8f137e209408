// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of traces: filters, order, paging; and one trace. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class QueryApiTest {

    private static RunningOpper opper;

    @Parameter
    TestDatabase database;

    private final Api api = opper.api();

    // Traces of one test have a name of their own.
    private final String mark = "mark" + UUID.randomUUID().toString().replace("-", "");

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        opper = RunningOpper.on(database);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        opper.close();
    }

    @Test
    void list_showsWhatATraceIs() {
        String root = span("\"type\":\"agent\",\"input\":\"Where is my order 48213?\",\"score\":7", 0, 1800, null,
                "\"session_id\":\"s-1\",\"user_id\":\"u-1\",\"service_name\":\"desk\",\"tags\":{\"channel\":\"chat\"}");
        span("\"type\":\"llm\",\"output\":\"It left.\"", 100, 900, root,
                "\"model\":\"m-1\",\"input_tokens\":10,\"output_tokens\":5,\"cost\":0.5,\"service_name\":\"models\"");
        String tool = span("\"type\":\"tool\",\"error\":\"IllegalStateException: no\"", 950, 1000, root,
                "\"cost\":0.25");
        this.api.post("/v2/spans/" + tool + "/metrics", "{\"dimension\":\"d\",\"value\":1}").expect(200);
        this.api.post("/v2/spans/" + tool + "/metrics", "{\"dimension\":\"d\",\"value\":2}").expect(200);
        this.api.post("/v2/spans/" + root + "/feedback", "{\"score\":0.75}").expect(200);
        JsonNode trace = only("");
        assertThat(trace.path("root_id").asString()).isEqualTo(root);
        assertThat(trace.path("type").asString()).isEqualTo("agent");
        assertThat(trace.path("duration_us").asLong()).isEqualTo(1_800_000);
        assertThat(trace.path("status").asString()).isEqualTo("ok");
        assertThat(trace.path("error").asString()).isEqualTo("IllegalStateException: no");
        assertThat(trace.path("span_count").asInt()).isEqualTo(3);
        assertThat(trace.path("error_count").asInt()).isEqualTo(1);
        assertThat(trace.path("types").toString()).isEqualTo("{\"agent\":1,\"llm\":1,\"tool\":1}");
        assertThat(trace.path("total_tokens").asInt()).isEqualTo(15);
        assertThat(trace.path("input_tokens").asInt()).isEqualTo(10);
        assertThat(trace.path("cost").asDouble()).isEqualTo(0.75);
        assertThat(trace.path("input_preview").asString()).isEqualTo("Where is my order 48213?");
        assertThat(trace.path("output_preview").asString()).isEqualTo("It left.");
        assertThat(trace.path("tags").toString()).isEqualTo("{\"channel\":\"chat\"}");
        assertThat(trace.path("session").asString()).isEqualTo("s-1");
        assertThat(trace.path("user").asString()).isEqualTo("u-1");
        assertThat(trace.path("services").toString()).isEqualTo("[\"desk\",\"models\"]");
        assertThat(trace.path("models").toString()).isEqualTo("[\"m-1\"]");
        assertThat(trace.path("score").asInt()).isEqualTo(7);
        assertThat(trace.path("feedback").asDouble()).isEqualTo(0.75);
        assertThat(trace.path("metrics").toString()).isEqualTo("{\"d\":1.5}");
    }

    @Test
    void summary_followsChangesAndDeletions() {
        String root = span("\"type\":\"agent\"", 0, null, null, "\"tags\":{\"a\":\"1\"}");
        String child = span("\"type\":\"tool\",\"output\":\"zebrawords\"", 1, 2, root, "\"model\":\"gone\",\"cost\":1");
        assertThat(only("&status=running").path("duration_us").isNull()).isTrue();
        this.api
            .patch("/v2/spans/" + root,
                    "{\"end_time\":\"2026-11-20T10:00:03Z\",\"error\":\"Boom\",\"meta\":{\"tags\":{\"a\":\"2\"}}}")
            .expect(200);
        assertThat(count("&status=running")).isZero();
        assertThat(count("&tag=a:1")).isZero();
        assertThat(only("&status=error&tag=a:2").path("error").asString()).isEqualTo("Boom");
        assertThat(count("&text=zebrawords&model=gone")).isEqualTo(1);
        this.api.delete("/v2/spans/" + child).expect(204);
        assertThat(count("&model=gone")).isZero();
        assertThat(count("&text=zebrawords")).isZero();
        JsonNode left = only("");
        assertThat(left.path("span_count").asInt()).isEqualTo(1);
        assertThat(left.path("cost").isNull()).isTrue();
        assertThat(left.path("types").toString()).isEqualTo("{\"agent\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "status=error | 1", "status=error&status=ok | 2", "status=running | 0",
            "type=tool | 1", "type=tool&type=llm | 2", "model=m-a | 1", "service=one | 2", "service=nobody | 0",
            "user=u-a | 1", "user=u-a&user=u-b | 2", "session=s-a | 1", "tag=plan:pro | 1", "tag=plan | 2",
            "tag=plan&tag=channel:chat | 1", "tag=pla | 0", "span_name=inner | 1", "min_duration_us=1500000 | 1",
            "min_duration_us=1000000&max_duration_us=1000000 | 1", "min_cost=0.5 | 1", "max_tokens=10 | 1",
            "from=2026-11-20T10:00:01Z | 1", "to=2026-11-20T10:00:01Z | 1", "metric=quality<0.5 | 1",
            "metric=quality>=0.3 | 2", "metric=quality>0.3 | 1", "metric=quality=0.9 | 1",
            "metric=quality>0.1&metric=speed>0.1 | 1", "feedback=up | 1", "feedback=down | 0", "feedback=any | 1",
            "type=tool&status=ok | 1", "type=tool&status=error | 0", "text=giraffe | 1", "text=GIRAF | 1",
            "text=giraffe%20zoo | 1", "text=giraffe%20llama | 0", "text=raffe | 0", "text=state | 1",
            "text=illegalstate | 1", "text=snake | 1" })
    void filters_combine(String filter, int hits) {
        String a = span("\"type\":\"agent\",\"input\":\"A giraffe in the Zoo\"", 0, 1000, null,
                "\"user_id\":\"u-a\",\"session_id\":\"s-a\",\"service_name\":\"one\",\"cost\":0.5,"
                        + "\"tags\":{\"plan\":\"pro\",\"channel\":\"chat\"}");
        String inner = this.api.span("""
                {"name":"inner","type":"tool","parent_id":"%s","start_time":"2026-11-20T10:00:00Z",
                 "end_time":"2026-11-20T10:00:00Z","meta":{"model":"m-a","total_tokens":11},"output":"a_snake_case"}"""
            .formatted(a));
        String b = span("\"type\":\"llm\",\"error\":\"IllegalStateException: llama\"", 2000, 4000, null,
                "\"user_id\":\"u-b\",\"service_name\":\"one\",\"total_tokens\":10,\"tags\":{\"plan\":\"free\"}");
        metric(inner, "quality", 0.3);
        metric(inner, "speed", 0.2);
        metric(b, "quality", 0.9);
        this.api.post("/v2/spans/" + inner + "/feedback", "{\"score\":1}").expect(200);
        assertThat(count("&" + filter)).isEqualTo(hits);
    }

    @ParameterizedTest
    @CsvSource({ "start_time,bacd", "-start_time,dcab", "duration,abcd", "-duration,dcba", "cost,bacd", "-cost,cabd",
            "tokens,acbd", "-tokens,bcad", "spans,abcd", "score,cabd", "-score,bacd" })
    void sort_putsNothingLastAndPagesInBothDirections(String sort, String order) {
        span("\"score\":5,\"input\":\"a\"", 200, 300, null, "\"cost\":2,\"total_tokens\":1");
        span("\"score\":6,\"input\":\"b\"", 100, 300, null, "\"cost\":1,\"total_tokens\":9");
        span("\"score\":4,\"input\":\"c\"", 300, 600, null, "\"cost\":3,\"total_tokens\":5");
        span("\"input\":\"d\"", 400, null, null, "\"x\":1");
        StringBuilder seen = new StringBuilder();
        List<JsonNode> pages = pages("&limit=1&sort=" + sort);
        pages.forEach((page) -> seen.append(page.path("data").get(0).path("input_preview").asString()));
        // Of equal numbers of spans the first that came is first.
        assertThat(seen).hasToString(order);
        String first = pages.get(1).path("first").asString();
        JsonNode again = list("&limit=2&sort=" + sort + "&cursor=" + first);
        assertThat(again.path("data").get(0).path("input_preview").asString()).isEqualTo(order.substring(1, 2));
        JsonNode jumped = list("&limit=2&offset=1&sort=" + sort + "&cursor=" + first);
        assertThat(jumped.path("data").get(0).path("input_preview").asString()).isEqualTo(order.substring(2, 3));
    }

    @Test
    void cursor_hidesWhatCameLater() {
        for (int i = 0; i < 3; i++) {
            span("\"input\":\"%d\"".formatted(i), i, i + 1, null, "\"x\":1");
        }
        String first = list("").path("first").asString();
        span("\"input\":\"late\"", 10, 11, null, "\"x\":1");
        assertThat(list("&cursor=" + first).path("data").size()).isEqualTo(3);
        assertThat(list("").path("data").size()).isEqualTo(4);
    }

    @Test
    void ids_refreshThoseThatMatch() {
        String a = span("\"type\":\"tool\"", 0, 1, null, "\"x\":1");
        String b = span("\"type\":\"llm\"", 0, 1, null, "\"x\":1");
        String ids = "&ids=" + trace(a) + "&ids=" + trace(b);
        assertThat(this.api.get("/local/api/traces?limit=9" + ids).expect(200).json().path("data").size()).isEqualTo(2);
        assertThat(this.api.get("/local/api/traces?type=tool" + ids).expect(200).json().path("data").size())
            .isEqualTo(1);
    }

    @Test
    void total_isCountedWhenAskedFor() {
        span("\"score\":1", 0, 1, null, "\"x\":1");
        assertThat(list("").path("total").isNull()).isTrue();
        JsonNode counted = list("&count=true");
        assertThat(counted.path("total").asInt()).isEqualTo(1);
        assertThat(counted.path("total_capped").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "status=odd", "limit=0", "limit=501", "offset=-1", "sort=odd", "cursor=odd", "from=today",
            "min_cost=x", "metric=x", "metric=x%3Cy", "feedback=odd", "ids=x", "preview=0" })
    void list_namesWhatIsWrong(String query) {
        this.api.get("/local/api/traces?" + query).expectInvalid(query.substring(0, query.indexOf('=')));
    }

    @Test
    void cursorOfOtherSort_isRefused() {
        span("\"score\":1", 0, 1, null, "\"x\":1");
        String first = list("&sort=cost").path("first").asString();
        this.api.get("/local/api/traces?cursor=" + first).expectInvalid("cursor");
    }

    @Test
    void hostileTexts_areFoundAsTexts() {
        span("\"input\":\"50%_off! 'quoted' \\\\ -- drop table\"", 0, 1, null, "\"x\":1");
        for (String text : List.of("50%25", "%25", "'quoted'", "%5C", "drop%20table--", "';", "o'ff", "*", "&",
                "%00x")) {
            this.api.get("/local/api/traces?text=" + text).expect(200);
        }
        assertThat(count("&text='quoted'%20drop%20--")).isEqualTo(1);
        assertThat(count("&text=50%25_of")).isEqualTo(1);
        assertThat(count("&text=5_%25")).isZero();
        this.api.get("/local/api/traces?session=%27%20or%201=1%20--").expect(200);
        this.api.get("/local/api/traces?tag=%27:%27&user=%22&metric=%27%3C1").expect(200);
    }

    @Test
    void preview_isReadableAndAsLongAsWanted() {
        String long1 = "x".repeat(1000);
        span("\"input\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"hi\\n there\"}],"
                + "\"output\":{\"answer\":\"" + long1 + "\",\"n\":1}", 0, 1, null, "\"x\":1");
        assertThat(only("").path("input_preview").asString()).isEqualTo("hi there");
        assertThat(only("").path("output_preview").asString()).hasSize(200);
        assertThat(only("&preview=2000").path("output_preview").asString()).isEqualTo(long1);
    }

    @Test
    void trace_showsOutlinesOfAllSpans() {
        String root = span("\"type\":\"agent\"", 0, 500, null, """
                "events":[{"name":"cache.miss","time":"2026-11-20T10:00:00.1Z","attributes":{"k":1}}],
                "findings":[{"name":"f","value":true}]""");
        String child = span("\"type\":\"llm\",\"error\":\"" + "e".repeat(400) + "\"", 100, 200, root,
                "\"model\":\"m\",\"cost\":0.5");
        metric(child, "d", 1);
        JsonNode found = this.api.get("/local/api/traces/" + trace(root)).expect(200).json();
        JsonNode first = found.path("spans").get(0);
        assertThat(first.path("id").asString()).isEqualTo(root);
        assertThat(first.path("events").toString())
            .isEqualTo("[{\"name\":\"cache.miss\",\"time\":\"2026-11-20T10:00:00.1Z\"}]");
        assertThat(first.path("finding_count").asInt()).isEqualTo(1);
        JsonNode second = found.path("spans").get(1);
        assertThat(second.path("parent_id").asString()).isEqualTo(root);
        assertThat(second.path("error").asString()).hasSize(300);
        assertThat(second.path("metric_count").asInt()).isEqualTo(1);
        assertThat(second.path("cost").asDouble()).isEqualTo(0.5);
        assertThat(found.path("trace").path("span_count").asInt()).isEqualTo(2);
    }

    @Test
    void find_looksIntoPayloadsOfOneTrace() {
        String root = span("\"input\":\"nothing\"", 0, 1, null, "\"x\":1");
        String child = span("\"output\":\"the Needle_%\"", 1, 2, root, "\"x\":1");
        String path = "/local/api/traces/" + trace(root) + "/find?text=";
        assertThat(this.api.get(path + "needle_%25").expect(200).json().path("data").toString())
            .isEqualTo("[\"" + child + "\"]");
        assertThat(this.api.get(path + "needleX").json().path("data").size()).isZero();
        this.api.get(path).expectInvalid("text");
    }

    @Test
    void delete_leavesNothingOfATrace() {
        String root = span("\"input\":\"gone\"", 0, 1, null, "\"tags\":{\"k\":\"" + this.mark + "\"}");
        metric(root, "d", 1);
        String trace = trace(root);
        this.api.delete("/local/api/traces/" + trace).expect(204);
        this.api.get("/local/api/traces/" + trace).expect(404);
        this.api.get("/v2/spans/" + root).expect(404);
        assertThat(count("")).isZero();
        assertThat(facet("tag").stream().filter((tag) -> tag.contains(this.mark))).isEmpty();
        this.api.delete("/local/api/traces/" + trace).expect(404);
    }

    @Test
    void facets_suggestWhatOccurs() {
        span("\"type\":\"tool\"", 0, 1, null, "\"tags\":{\"plan\":\"pro\"},\"user_id\":\"u-9\",\"session_id\":\"s-9\"");
        span("\"type\":\"llm\"", 0, 1, null, "\"tags\":{\"plan\":\"free\"},\"user_id\":\"u-9\"");
        assertThat(facet("type")).containsExactlyInAnyOrder("tool 1", "llm 1");
        assertThat(facet("user")).containsExactly("u-9 2");
        assertThat(facet("tag")).containsExactlyInAnyOrder("plan:free 1", "plan:pro 1");
        assertThat(facet("tag_key")).hasSize(1).allMatch((key) -> key.startsWith("plan "));
        assertThat(facet("session")).containsExactly("s-9 1");
        assertThat(facet("status")).containsExactly("ok 2");
        assertThat(facet("name")).containsExactly(this.mark + " 2");
        assertThat(facet("tag&prefix=PRO")).containsExactly("plan:pro 1");
        this.api.get("/local/api/facets?field=odd").expectInvalid("field");
    }

    private List<String> facet(String field) {
        List<String> values = new ArrayList<>();
        this.api.get("/local/api/facets?name=" + this.mark + "&field=" + field)
            .expect(200)
            .json()
            .path("data")
            .forEach((facet) -> values.add(facet.path("value").asString() + " " + facet.path("count").asInt()));
        return values;
    }

    private List<JsonNode> pages(String query) {
        List<JsonNode> pages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = list(query + cursor);
            pages.add(page);
            page.path("data").forEach((trace) -> assertThat(seen.add(trace.path("id").asString())).isTrue());
            cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
        }
        while (!cursor.isEmpty());
        return pages;
    }

    private JsonNode list(String query) {
        String escaped = query.replace("<", "%3C").replace(">", "%3E");
        return this.api.get("/local/api/traces?name=" + this.mark + escaped).expect(200).json();
    }

    private JsonNode only(String query) {
        JsonNode found = list(query).path("data");
        assertThat(found.size()).isEqualTo(1);
        return found.get(0);
    }

    private int count(String query) {
        return list(query).path("data").size();
    }

    private String trace(String span) {
        return this.api.get("/v2/spans/" + span).expect(200).text("trace_id");
    }

    private void metric(String span, String dimension, double value) {
        this.api
            .post("/v2/spans/" + span + "/metrics", "{\"dimension\":\"%s\",\"value\":%s}".formatted(dimension, value))
            .expect(200);
    }

    private String span(String fields, int startMillis, Integer endMillis, String parent, String meta) {
        return this.api.span("""
                {"name":"%s",%s,"start_time":"%s","end_time":%s,"parent_id":%s,"meta":{%s}}""".formatted(this.mark,
                fields, time(startMillis), (endMillis != null) ? "\"" + time(endMillis) + "\"" : "null",
                (parent != null) ? "\"" + parent + "\"" : "null", meta));
    }

    private static String time(int millis) {
        return "2026-11-20T10:00:%02d.%03dZ".formatted(millis / 1000, millis % 1000);
    }

}
