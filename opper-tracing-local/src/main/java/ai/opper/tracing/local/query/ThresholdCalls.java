// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.http.Fields;
import ai.opper.tracing.local.store.Ids;
import ai.opper.tracing.local.store.ThresholdStore;
import ai.opper.tracing.local.store.ThresholdStore.Checked;
import ai.opper.tracing.local.store.ThresholdStore.Side;
import ai.opper.tracing.local.store.ThresholdStore.Statistic;
import ai.opper.tracing.local.store.ThresholdStore.Threshold;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/** {@code /local/api/thresholds}: limits for measurements, shared by all who look. */
final class ThresholdCalls {

    private static final Set<String> FIELDS = Set.of("dimension", "span_name", "statistic", "operator", "limit",
            "window_us");

    private final ThresholdStore thresholds;

    private final Clock clock;

    ThresholdCalls(ThresholdStore thresholds, Clock clock) {
        this.thresholds = thresholds;
        this.clock = clock;
    }

    void addTo(Described api) {
        api.get("/thresholds", "Lists limits for measurements, and whether they are kept", this::list)
            .answers(ThresholdListAnswer.class);
        api.change(HttpMethod.POST, "/thresholds", "Makes a limit", this::create)
            .body(ThresholdBody.class)
            .answers(201, ThresholdAnswer.class);
        api.change(HttpMethod.DELETE, "/thresholds/{threshold_id}", "Deletes a limit",
                (call) -> this.thresholds.delete(call.id("threshold_id")).thenApply((id) -> Answer.noContent()))
            .answers(204, null);
    }

    private Answer list(Call call) {
        return Answer.ok(new ThresholdListAnswer(
                this.thresholds.list(this.clock.instant()).stream().map(ThresholdAnswer::of).toList()));
    }

    private CompletionStage<Answer> create(Call call) {
        Fields fields = new Fields(call.object(), FIELDS);
        String dimension = fields.requiredText("dimension");
        String spanName = fields.filledText("span_name");
        Statistic statistic = word(fields, "statistic", Statistic.values(), Statistic.MEAN);
        Side side = word(fields, "operator", Side.values(), Side.BELOW);
        double limit = fields.requiredNumber("limit");
        double window = fields.requiredNumber("window_us");
        if (window < 1 || window > Long.MAX_VALUE / 4.0) {
            fields.refuse("window_us", "must be a number of microseconds");
        }
        fields.check();
        Threshold threshold = new Threshold(Ids.next(), dimension, spanName, statistic, side, limit, (long) window);
        Checked checked = this.thresholds.check(threshold, this.clock.instant());
        return this.thresholds.create(threshold).thenApply((made) -> Answer.created(ThresholdAnswer.of(checked)));
    }

    private static <T extends Enum<T>> T word(Fields fields, String name, T[] values, T fallback) {
        String text = fields.requiredText(name);
        return Arrays.stream(values)
            .filter((value) -> value.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .orElseGet(() -> {
                fields.refuse(name, "must be one of "
                        + String.join(", ", Arrays.stream(values).map((value) -> word(value)).toList()));
                return fallback;
            });
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    record ThresholdListAnswer(List<ThresholdAnswer> data) {
    }

    record ThresholdBody(String dimension, @Nullable String spanName, String statistic, String operator, double limit,
            long windowUs) {
    }

    record ThresholdAnswer(UUID id, String dimension, @Nullable String spanName, String statistic, String operator,
            double limit, long windowUs, String state, @Nullable Double measured, long count) {

        static ThresholdAnswer of(Checked checked) {
            Threshold threshold = checked.threshold();
            return new ThresholdAnswer(threshold.id(), threshold.dimension(), threshold.spanName(),
                    word(threshold.statistic()), word(threshold.operator()), threshold.limit(), threshold.windowUs(),
                    checked.state().word(), checked.measured(), checked.count());
        }

    }

}
