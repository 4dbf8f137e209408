// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** Counts and sums over the spans of a trace. */
final class TraceTotals {

    private @Nullable Long endUs;

    private int runningRoots;

    private int failedRoots;

    private int orphans;

    private int spanCount;

    private int errorCount;

    private long bytes;

    private Numbers numbers = new Numbers(null, null, null, null);

    void read(ResultSet row) throws SQLException {
        this.endUs = Columns.longOrNull(row, "end_us");
        this.runningRoots = row.getInt("running_roots");
        this.failedRoots = row.getInt("failed_roots");
        this.orphans = row.getInt("orphans");
        this.spanCount = row.getInt("span_count");
        this.errorCount = row.getInt("error_count");
        this.bytes = row.getLong("bytes");
        this.numbers = new Numbers(Columns.longOrNull(row, "input_tokens"), Columns.longOrNull(row, "output_tokens"),
                Columns.longOrNull(row, "total_tokens"), Columns.doubleOrNull(row, "cost"));
    }

    void add(SpanEntry span) {
        this.spanCount++;
        this.errorCount += (span.error() != null) ? 1 : 0;
        this.orphans += (span.rootKind() == 1) ? 1 : 0;
        if (span.isRoot()) {
            this.runningRoots += (span.endUs() == null) ? 1 : 0;
            this.failedRoots += (span.error() != null) ? 1 : 0;
        }
        Long end = span.endUs();
        this.endUs = (this.endUs == null || (end != null && end > this.endUs)) ? end : this.endUs;
        this.bytes += span.bytes();
        this.numbers = this.numbers.plus(span.numbers());
    }

    TraceStatus status() {
        return TraceStatus.of(this.runningRoots, this.failedRoots);
    }

    /** When the last span ended, or null while a root runs. */
    @Nullable Long endUs() {
        return (status() != TraceStatus.RUNNING) ? this.endUs : null;
    }

    /** When the last span that has ended did so, or null. */
    @Nullable Long lastEndUs() {
        return this.endUs;
    }

    int runningRoots() {
        return this.runningRoots;
    }

    int failedRoots() {
        return this.failedRoots;
    }

    int orphans() {
        return this.orphans;
    }

    int spanCount() {
        return this.spanCount;
    }

    int errorCount() {
        return this.errorCount;
    }

    long bytes() {
        return this.bytes;
    }

    Numbers numbers() {
        return this.numbers;
    }

}
