// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.time.Clock;
import java.time.Instant;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.store.StatusStore;
import ai.opper.tracing.local.store.StatusStore.Stored;

/** {@code /local/api/status}. */
final class StatusCalls {

    private final StatusStore status;

    private final String version;

    private final Clock clock;

    StatusCalls(StatusStore status, String version, Clock clock) {
        this.status = status;
        this.version = version;
        this.clock = clock;
    }

    void addTo(Described api) {
        api.get("/status", "How much is stored, and in what", this::get).answers(StatusAnswer.class);
    }

    private Answer get(Call call) {
        Stored stored = this.status.stored();
        return Answer.ok(new StatusAnswer(this.version, stored.database(), stored.traceCount(), stored.spanCount(),
                stored.databaseBytes(), this.clock.instant()));
    }

    record StatusAnswer(String version, String database, long traceCount, long spanCount, long databaseBytes,
            Instant time) {
    }

}
