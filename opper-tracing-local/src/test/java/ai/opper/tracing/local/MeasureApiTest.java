// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Sessions, the overview, measurements over time, thresholds and datasets. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MeasureApiTest {

    private static RunningOpper opper;

    @Parameter
    TestDatabase database;

    private final Api api = opper.api();

    private final String mark = "m" + UUID.randomUUID().toString().replace("-", "");

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        opper = RunningOpper.on(database);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        opper.close();
    }

    @Test
    void sessions_takeTracesTogetherLatestFirst() {
        String session = this.mark + "-a";
        span("10:00:00", "10:00:02", "\"input\":\"first\"", session);
        span("10:05:00", "10:05:01", "\"input\":\"second\",\"error\":\"no\"", session);
        span("10:03:00", "10:03:01", "\"input\":\"other\"", this.mark + "-b");
        String path = "/local/api/sessions?name=" + this.mark + "&count=true&limit=1";
        JsonNode page = this.api.get(path).expect(200).json();
        assertThat(page.path("total").asInt()).isEqualTo(2);
        JsonNode first = page.path("data").get(0);
        assertThat(first.path("session").asString()).isEqualTo(session);
        assertThat(first.path("start_time").asString()).isEqualTo("2026-11-20T10:00:00.000000Z");
        assertThat(first.path("last_time").asString()).isEqualTo("2026-11-20T10:05:00.000000Z");
        assertThat(first.path("trace_count").asInt()).isEqualTo(2);
        assertThat(first.path("error_count").asInt()).isEqualTo(1);
        assertThat(first.path("total_tokens").asInt()).isEqualTo(20);
        assertThat(first.path("duration_us").asLong()).isEqualTo(3_000_000);
        assertThat(first.path("input_preview").asString()).isEqualTo("first");
        assertThat(first.path("last_preview").asString()).isEqualTo("second");
        JsonNode next = this.api.get(path + "&cursor=" + page.path("next").asString()).expect(200).json();
        assertThat(next.path("data").get(0).path("session").asString()).isEqualTo(this.mark + "-b");
        assertThat(next.path("next").isNull()).isTrue();
        this.api.get("/local/api/sessions?cursor=x").expectInvalid("cursor");
    }

    @Test
    void overview_sumsUpOverTime() {
        for (int i = 0; i < 10; i++) {
            span("11:00:0" + i, "11:00:1" + i, (i == 0) ? "\"error\":\"no\"" : "\"input\":\"x\"", null);
        }
        span("11:30:00", "11:30:01", "\"input\":\"x\"", null);
        span("10:15:00", "10:15:01", "\"input\":\"before\"", null);
        JsonNode found = this.api
            .get("/local/api/overview?name=%s&from=2026-11-20T11:00:00Z&to=2026-11-20T12:00:00Z&buckets=60"
                .formatted(this.mark))
            .expect(200)
            .json();
        assertThat(found.path("bucket_us").asLong()).isEqualTo(60_000_000);
        assertThat(found.path("points").size()).isEqualTo(60);
        JsonNode totals = found.path("totals");
        assertThat(totals.path("traces").asInt()).isEqualTo(11);
        assertThat(totals.path("errors").asInt()).isEqualTo(1);
        assertThat(totals.path("p50_us").asLong()).isEqualTo(10_000_000);
        assertThat(totals.path("total_tokens").asInt()).isEqualTo(110);
        assertThat(found.path("before").path("traces").asInt()).isEqualTo(1);
        assertThat(found.path("points").get(0).path("traces").asInt()).isEqualTo(10);
        assertThat(found.path("points").get(1).path("traces").asInt()).isZero();
        assertThat(found.path("points").get(1).path("p50_us").isNull()).isTrue();
        assertThat(found.path("points").get(30).path("total_tokens").asInt()).isEqualTo(10);
        JsonNode name = found.path("span_names").get(0);
        assertThat(name.path("name").asString()).isEqualTo(this.mark);
        assertThat(name.path("count").asInt()).isEqualTo(11);
        assertThat(name.path("errors").asInt()).isEqualTo(1);
        assertThat(name.path("max_us").asLong()).isEqualTo(10_000_000);
        assertThat(found.path("models").get(0).path("model").asString()).isEqualTo("m");
    }

    @Test
    void overview_isOfTheLastHourThatHasTraces() {
        span("09:59:59", "10:00:00", "\"input\":\"x\"", null);
        JsonNode found = this.api.get("/local/api/overview?name=" + this.mark).expect(200).json();
        assertThat(found.path("totals").path("traces").asInt()).isEqualTo(1);
        assertThat(this.api.get("/local/api/overview?name=nobody")
            .expect(200)
            .json()
            .path("totals")
            .path("traces")
            .asInt()).isZero();
    }

    @Test
    void series_isCountedInBucketsAndGroups() {
        for (int i = 0; i < 10; i++) {
            metric(span("12:00:0" + i, "12:00:59", "\"input\":\"x\"", null), i / 10.0);
        }
        String other = span("12:30:00", "12:30:01", "\"input\":\"x\"", null);
        this.api.patch("/v2/spans/" + other, "{\"name\":\"other\",\"meta\":{\"tags\":{\"plan\":\"pro\"}}}").expect(200);
        metric(other, 1.9);
        String query = "&from=2026-11-20T12:00:00Z&to=2026-11-20T13:00:00Z";
        JsonNode series = this.api.get("/local/api/metrics/series?dimension=" + this.mark + query).expect(200).json();
        assertThat(series.path("totals").path("count").asInt()).isEqualTo(11);
        assertThat(series.path("totals").path("p50").asDouble()).isEqualTo(0.5);
        assertThat(series.path("totals").path("p90").asDouble()).isEqualTo(0.9);
        JsonNode points = series.path("series").get(0).path("points");
        assertThat(points.size()).isEqualTo(60);
        assertThat(points.get(0).path("count").asInt()).isEqualTo(10);
        assertThat(points.get(0).path("mean").asDouble()).isEqualTo(0.45);
        assertThat(points.get(5).path("mean").isNull()).isTrue();
        assertThat(series.path("distribution").size()).isEqualTo(20);
        int all = 0;
        for (JsonNode bin : series.path("distribution")) {
            all += bin.path("count").asInt();
        }
        assertThat(all).isEqualTo(11);
        JsonNode groups = this.api.get("/local/api/metrics/series?group_by=span_name&dimension=" + this.mark + query)
            .expect(200)
            .json()
            .path("series");
        assertThat(groups.get(0).path("group").asString()).isEqualTo(this.mark);
        assertThat(groups.get(1).path("group").asString()).isEqualTo("other");
        JsonNode tags = this.api.get("/local/api/metrics/series?group_by=tag:plan&dimension=" + this.mark + query)
            .expect(200)
            .json()
            .path("series");
        assertThat(tags.get(0).path("group").isNull()).isTrue();
        assertThat(tags.get(1).path("group").asString()).isEqualTo("pro");
        assertThat(this.api.get("/local/api/metrics/series?tag=plan:pro&dimension=" + this.mark + query)
            .json()
            .path("totals")
            .path("count")
            .asInt()).isEqualTo(1);
        this.api.get("/local/api/metrics/series").expectInvalid("dimension");
        this.api.get("/local/api/metrics/series?dimension=d&group_by=odd").expectInvalid("group_by");
    }

    @Test
    void values_leadToTheirSpans() {
        String low = span("13:00:00", "13:00:01", "\"input\":\"why\"", null);
        metric(low, 0.1);
        metric(span("13:00:02", "13:00:03", "\"input\":\"x\"", null), 0.9);
        String path = "/local/api/metrics/values?limit=1&dimension=" + this.mark;
        JsonNode page = this.api.get(path + "&sort=value").expect(200).json();
        JsonNode value = page.path("data").get(0);
        assertThat(value.path("value").asDouble()).isEqualTo(0.1);
        assertThat(value.path("span_id").asString()).isEqualTo(low);
        assertThat(value.path("trace_name").asString()).isEqualTo(this.mark);
        assertThat(value.path("input_preview").asString()).isEqualTo("why");
        JsonNode next = this.api.get(path + "&sort=value&cursor=" + page.path("next").asString()).expect(200).json();
        assertThat(next.path("data").get(0).path("value").asDouble()).isEqualTo(0.9);
        assertThat(next.path("next").isNull()).isTrue();
        assertThat(this.api.get(path + "&min=0.5").json().path("data").get(0).path("value").asDouble()).isEqualTo(0.9);
        this.api.get(path + "&sort=odd").expectInvalid("sort");
    }

    @Test
    void feedbackAndScores_areDimensions() {
        String span = span("14:00:00", "14:00:01", "\"score\":7", null);
        this.api.post("/v2/spans/" + span + "/feedback", "{\"score\":0.25}").expect(200);
        String about = "&from=2026-11-20T14:00:00Z&to=2026-11-20T15:00:00Z&span_name=" + this.mark;
        JsonNode dimensions = this.api.get("/local/api/metrics?x=1" + about).expect(200).json().path("data");
        assertThat(dimensions.get(0).path("dimension").asString()).isEqualTo("feedback");
        assertThat(dimensions.get(0).path("mean").asDouble()).isEqualTo(0.25);
        assertThat(dimensions.get(1).path("dimension").asString()).isEqualTo("score");
        assertThat(dimensions.get(1).path("last_value").asDouble()).isEqualTo(7);
        assertThat(dimensions.get(1).path("trend").size()).isEqualTo(24);
        assertThat(this.api.get("/local/api/metrics/values?dimension=score" + about)
            .json()
            .path("data")
            .get(0)
            .path("span_id")
            .asString()).isEqualTo(span);
    }

    @Test
    void thresholds_tellWhetherTheyAreKept() {
        String body = """
                {"dimension":"%s","span_name":null,"statistic":"mean","operator":"below","limit":0.7,
                 "window_us":3600000000}""".formatted(this.mark);
        JsonNode made = this.api.post("/local/api/thresholds", body).expect(201).json();
        assertThat(made.path("state").asString()).isEqualTo("no_data");
        String now = Instant.now().toString();
        String span = this.api.span("{\"name\":\"%s\",\"start_time\":\"%s\"}".formatted(this.mark, now));
        metric(span, 0.5);
        JsonNode alert = threshold(made.path("id").asString());
        assertThat(alert.path("state").asString()).isEqualTo("alert");
        assertThat(alert.path("measured").asDouble()).isEqualTo(0.5);
        assertThat(alert.path("count").asInt()).isEqualTo(1);
        metric(span, 1.5);
        assertThat(threshold(made.path("id").asString()).path("state").asString()).isEqualTo("ok");
        this.api.delete("/local/api/thresholds/" + made.path("id").asString()).expect(204);
        this.api.delete("/local/api/thresholds/" + made.path("id").asString()).expect(404);
        this.api.post("/local/api/thresholds", body.replace("mean", "odd")).expectInvalid("statistic");
    }

    private JsonNode threshold(String id) {
        for (JsonNode threshold : this.api.get("/local/api/thresholds").expect(200).json().path("data")) {
            if (threshold.path("id").asString().equals(id)) {
                return threshold;
            }
        }
        throw new AssertionError("The threshold is not listed.");
    }

    @Test
    void datasets_areEditedAndDownloaded() {
        JsonNode made = this.api.post("/local/api/datasets", "{\"name\":\"%s\"}".formatted(this.mark))
            .expect(201)
            .json();
        String path = "/local/api/datasets/" + made.path("id").asString();
        this.api.post("/local/api/datasets", "{\"name\":\"%s\"}".formatted(this.mark)).expect(409);
        String span = span("15:00:00", "15:00:01", "\"input\":\"in\",\"output\":\"out\"", null);
        JsonNode copied = this.api.post(path + "/entries", "{\"span_id\":\"%s\"}".formatted(span)).expect(201).json();
        assertThat(copied.path("trace_id").isNull()).isFalse();
        this.api.post(path + "/entries", "{\"span_id\":\"%s\"}".formatted(span)).expect(200);
        this.api.post(path + "/entries", "{\"input\":\"own 50%\",\"expected\":\"e\"}").expect(201);
        JsonNode page = this.api.get(path + "/entries?limit=1").expect(200).json();
        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("data").get(0).path("input").asString()).isEqualTo("own 50%");
        JsonNode next = this.api.get(path + "/entries?limit=1&cursor=" + page.path("next").asString()).json();
        assertThat(next.path("data").get(0).path("span_name").asString()).isEqualTo(this.mark);
        assertThat(this.api.get(path + "/entries?text=50%25").json().path("data").size()).isEqualTo(1);
        String entry = path + "/entries/" + copied.path("id").asString();
        JsonNode changed = this.api.patch(entry, "{\"expected\":\"better\",\"output\":null}").expect(200).json();
        assertThat(changed.path("expected").asString()).isEqualTo("better");
        assertThat(changed.path("output").isNull()).isTrue();
        assertThat(changed.path("input").asString()).isEqualTo("in");
        assertThat(this.api.get("/local/api/spans/" + span).json().path("datasets").get(0).path("name").asString())
            .isEqualTo(this.mark);
        assertThat(this.api.get(path + "/download").expect(200).body().lines()).containsExactly(
                "{\"input\":\"in\",\"expected\":\"better\",\"span_id\":\"%s\"}".formatted(span),
                "{\"input\":\"own 50%\",\"expected\":\"e\"}");
        this.api.delete(entry).expect(204);
        this.api.patch(entry, "{\"expected\":\"x\"}").expect(404);
        this.api.patch(path, "{\"name\":\"%s-2\"}".formatted(this.mark)).expect(200);
        this.api.delete(path).expect(204);
        this.api.get(path).expect(404);
    }

    private void metric(String span, double value) {
        this.api
            .post("/v2/spans/" + span + "/metrics", "{\"dimension\":\"%s\",\"value\":%s}".formatted(this.mark, value))
            .expect(200);
    }

    private String span(String start, String end, String fields, String session) {
        return this.api.span("""
                {"name":"%s",%s,"start_time":"2026-11-20T%sZ","end_time":"2026-11-20T%sZ",
                 "meta":{"model":"m","total_tokens":10%s}}""".formatted(this.mark, fields, start, end,
                (session != null) ? ",\"session_id\":\"" + session + "\"" : ""));
    }

}
