// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.util.List;
import java.util.Locale;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.store.Database;
import ai.opper.tracing.local.store.FacetStore;
import ai.opper.tracing.local.store.FacetStore.Facet;
import ai.opper.tracing.local.store.OverviewStore.Overview;
import org.jspecify.annotations.Nullable;

/** {@code /local/api/overview} and {@code /local/api/facets}. */
final class OverviewCalls {

    static final int MAX_BUCKETS = 500;

    private final Database database;

    OverviewCalls(Database database) {
        this.database = database;
    }

    void addTo(Described api) {
        api.get("/overview", "Sums up traces over time; by default the last hour that has some", this::overview)
            .filters()
            .query("buckets", "how many points at most; 60")
            .answers(Overview.class);
        api.get("/facets", "Suggests values to filter by, most frequent first; counts are approximate", this::facets)
            .filters()
            .query("field", String.join(", ", FacetStore.Field.words()))
            .query("prefix", "what must occur in the value, in any case")
            .query("limit", "how many at most, up to 500; 20")
            .answers(FacetAnswer.class);
    }

    private Answer overview(Call call) {
        return Answer.ok(this.database.overview().of(Filters.of(call), call.query("buckets", 60, 1, MAX_BUCKETS)));
    }

    private Answer facets(Call call) {
        FacetStore.Field field = field(call.query("field"));
        return Answer.ok(new FacetAnswer(this.database.facets()
            .list(field, call.query("prefix"), Filters.of(call), call.query("limit", 20, 1, TraceCalls.MAX_LIMIT))));
    }

    private static FacetStore.Field field(@Nullable String word) {
        if (word == null || !FacetStore.Field.words().contains(word)) {
            throw Filters.invalid("field", "must be one of " + String.join(", ", FacetStore.Field.words()));
        }
        return FacetStore.Field.valueOf(word.toUpperCase(Locale.ROOT));
    }

    record FacetAnswer(List<Facet> data) {
    }

}
