// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.api;

import java.util.List;
import java.util.function.Function;

import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.store.Page;
import ai.opper.tracing.local.store.Slice;

/** A page as the API spells it. */
record PageAnswer<T>(Meta meta, List<T> data) {

    private static final int MAX_LIMIT = 100;

    static <S, T> PageAnswer<T> of(Page<S> page, Function<S, T> spell) {
        return new PageAnswer<>(new Meta(page.totalCount()), page.items().stream().map(spell).toList());
    }

    static Slice slice(Call call) {
        return new Slice(call.query("offset", 0, 0, Integer.MAX_VALUE), call.query("limit", MAX_LIMIT, 1, MAX_LIMIT));
    }

    record Meta(long totalCount) {
    }

}
