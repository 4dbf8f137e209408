// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.util.List;
import java.util.Map;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.store.MeasureStore;
import ai.opper.tracing.local.store.MeasureStore.Dimension;
import ai.opper.tracing.local.store.MeasureStore.Grouping;
import ai.opper.tracing.local.store.MeasureStore.Measured;
import ai.opper.tracing.local.store.MeasureStore.Series;
import ai.opper.tracing.local.store.MeasureStore.Value;
import ai.opper.tracing.local.store.MeasureStore.ValueOrder;
import ai.opper.tracing.local.store.Slice;
import org.jspecify.annotations.Nullable;

/** {@code /local/api/metrics}: what was measured, over time, and the spans behind it. */
final class MeasureCalls {

    private static final Map<String, ValueOrder> ORDERS = Map.of("-time", ValueOrder.LATEST, "value",
            ValueOrder.SMALLEST, "-value", ValueOrder.LARGEST);

    private static final Map<String, Grouping.By> GROUPS = Map.of("span_name", Grouping.By.SPAN_NAME, "service",
            Grouping.By.SERVICE, "model", Grouping.By.MODEL);

    private static final String TAG = "tag:";

    private final MeasureStore measures;

    MeasureCalls(MeasureStore measures) {
        this.measures = measures;
    }

    void addTo(Described api) {
        about(api.get("/metrics", "Lists dimensions with their figures; feedback and score are dimensions, too",
                (call) -> Answer.ok(new DimensionListAnswer(this.measures.dimensions(about(call, null))))))
            .answers(DimensionListAnswer.class);
        about(api.get("/metrics/series", "A dimension over time", this::series)).query("dimension", "what was measured")
            .query("buckets", "how many points at most; 60")
            .query("group_by", "span_name, service, model or tag:<key>; nothing for one group")
            .answers(Series.class);
        about(api.get("/metrics/values", "The measurements of a dimension, and their spans", this::values))
            .query("dimension", "what was measured")
            .query("min", "the smallest value")
            .query("max", "the largest value")
            .query("sort", "-time, value or -value; -time")
            .query("cursor", "next of another answer")
            .query("limit", "how many at most, up to 500; 100")
            .answers(ValueListAnswer.class);
    }

    private static Described.Description about(Described.Description call) {
        return call.query("from", "the earliest span")
            .query("to", "the first span that is too late")
            .queries("span_name", "names of spans")
            .queries("service", "services of spans")
            .queries("tag", "key:value or key of the trace; all must be there");
    }

    private Answer series(Call call) {
        return Answer.ok(this.measures.series(about(call, dimension(call)), grouping(call.query("group_by")),
                call.query("buckets", 60, 1, OverviewCalls.MAX_BUCKETS)));
    }

    private Answer values(Call call) {
        ValueOrder order = ORDERS.get(String.valueOf(call.query("sort")));
        if (order == null && call.query("sort") != null) {
            throw Filters.invalid("sort", "must be -time, value or -value");
        }
        int limit = call.query("limit", 100, 1, TraceCalls.MAX_LIMIT);
        int offset = call.query("cursor", 0, 0, Integer.MAX_VALUE);
        List<Value> found = this.measures.values(about(call, dimension(call)), Filters.number(call, "min"),
                Filters.number(call, "max"), (order != null) ? order : ValueOrder.LATEST, new Slice(offset, limit + 1));
        boolean more = found.size() > limit;
        return Answer.ok(new ValueListAnswer(more ? found.subList(0, limit) : found,
                more ? String.valueOf(offset + limit) : null));
    }

    private static Measured about(Call call, @Nullable String dimension) {
        return new Measured(dimension, call.queries("span_name"), call.queries("tag"), call.queries("service"),
                Filters.time(call, "from"), Filters.time(call, "to"));
    }

    private static String dimension(Call call) {
        String dimension = call.query("dimension");
        if (dimension == null) {
            throw Filters.invalid("dimension", "is required");
        }
        return dimension;
    }

    private static Grouping grouping(@Nullable String text) {
        if (text == null) {
            return new Grouping(Grouping.By.NOTHING, null);
        }
        if (text.startsWith(TAG)) {
            return new Grouping(Grouping.By.TAG, text.substring(TAG.length()));
        }
        Grouping.By by = GROUPS.get(text);
        if (by == null) {
            throw Filters.invalid("group_by", "must be span_name, service, model or tag:<key>");
        }
        return new Grouping(by, null);
    }

    record DimensionListAnswer(List<Dimension> data) {
    }

    record ValueListAnswer(List<Value> data, @Nullable String next) {
    }

}
