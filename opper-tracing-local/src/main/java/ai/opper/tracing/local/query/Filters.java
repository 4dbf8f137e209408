// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.opper.tracing.local.http.ApiException;
import ai.opper.tracing.local.http.ApiException.Violation;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.query.Described.Description;
import ai.opper.tracing.local.store.TraceFilter;
import ai.opper.tracing.local.store.TraceFilter.Between;
import ai.opper.tracing.local.store.TraceFilter.Judgement;
import ai.opper.tracing.local.store.TraceFilter.MetricCondition;
import ai.opper.tracing.local.store.TraceFilter.Operator;
import ai.opper.tracing.local.store.TraceStatus;
import org.jspecify.annotations.Nullable;

/** Reads the filters that every list of traces has. */
final class Filters {

    private static final Pattern METRIC = Pattern.compile("(.+?)(<=|>=|<|>|=)(-?[0-9.eE+-]+)");

    private static final int MOST_IDS = 200;

    private static final int LONGEST_TEXT = 1000;

    private Filters() {
    }

    static void describe(Description call) {
        call.query("text", "words each of which begins a word in a name, payload, error or meta of some span")
            .queries("status", "ok, error or running")
            .queries("name", "the trace's name")
            .queries("span_name", "some span's name")
            .queries("type", "some span's type")
            .queries("model", "some span's model")
            .queries("service", "some span's service")
            .queries("session", "the trace's session")
            .queries("user", "some span's user")
            .queries("tag", "key:value or key of some span; all must be there")
            .query("min_duration_us", "microseconds, included")
            .query("max_duration_us", "microseconds, included")
            .query("min_cost", "dollars, included")
            .query("max_cost", "dollars, included")
            .query("min_tokens", "tokens in all, included")
            .query("max_tokens", "tokens in all, included")
            .query("from", "the earliest start")
            .query("to", "the first start that is too late")
            .queries("metric", "a condition on some span's metric, such as groundedness<0.7; all must hold")
            .query("feedback", "up, down or any");
    }

    static TraceFilter of(Call call) {
        String text = call.query("text");
        if (text != null && text.length() > LONGEST_TEXT) {
            throw invalid("text", "must not be longer than %d characters".formatted(LONGEST_TEXT));
        }
        return new TraceFilter(text, call.queries("status").stream().map(Filters::status).toList(),
                call.queries("name"), call.queries("span_name"), call.queries("type"), call.queries("model"),
                call.queries("service"), call.queries("session"), call.queries("user"), call.queries("tag"),
                between(call, "min_duration_us", "max_duration_us"), between(call, "min_cost", "max_cost"),
                between(call, "min_tokens", "max_tokens"), time(call, "from"), time(call, "to"),
                call.queries("metric").stream().map(Filters::metric).toList(), judgement(call.query("feedback")),
                ids(call));
    }

    static @Nullable Instant time(Call call, String name) {
        String text = call.query(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        }
        catch (DateTimeException ex) {
            throw invalid(name, "must be an RFC 3339 time with an offset, such as 2026-11-21T09:30:00Z");
        }
    }

    static @Nullable Double number(Call call, String name) {
        String text = call.query(name);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        catch (NumberFormatException ex) {
            // Said below, together with what is no number either.
        }
        throw invalid(name, "must be a number");
    }

    static ApiException invalid(String field, String rule) {
        return ApiException.invalid(List.of(new Violation(field, rule)));
    }

    private static Between between(Call call, String min, String max) {
        return new Between(number(call, min), number(call, max));
    }

    private static TraceStatus status(String word) {
        return Arrays.stream(TraceStatus.values())
            .filter((status) -> status.word().equals(word))
            .findFirst()
            .orElseThrow(() -> invalid("status", "must be running, error or ok"));
    }

    private static @Nullable Judgement judgement(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(Judgement.values())
            .filter((judgement) -> judgement.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst()
            .orElseThrow(() -> invalid("feedback", "must be up, down or any"));
    }

    private static MetricCondition metric(String text) {
        Matcher matcher = METRIC.matcher(text);
        try {
            if (matcher.matches()) {
                Operator operator = Arrays.stream(Operator.values())
                    .filter((candidate) -> candidate.sign().equals(matcher.group(2)))
                    .findFirst()
                    .orElseThrow();
                return new MetricCondition(matcher.group(1).strip(), operator, Double.parseDouble(matcher.group(3)));
            }
        }
        catch (NumberFormatException ex) {
            // Said below.
        }
        throw invalid("metric", "must be a dimension, one of < <= > >= = and a number, such as groundedness<0.7");
    }

    private static List<UUID> ids(Call call) {
        List<String> texts = call.queries("ids");
        if (texts.size() > MOST_IDS) {
            throw invalid("ids", "must be at most %d".formatted(MOST_IDS));
        }
        return texts.stream()
            .map((text) -> Call.uuid(text).orElseThrow(() -> invalid("ids", "must be UUIDs")))
            .toList();
    }

}
