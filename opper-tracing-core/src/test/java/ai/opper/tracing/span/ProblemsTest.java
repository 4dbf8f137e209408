// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import ai.opper.tracing.RecordedLog;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log is told of what goes on going wrong. */
class ProblemsTest {

    private final AtomicLong nanos = new AtomicLong();

    private final Ledger ledger = new Ledger();

    private final Problems problems = new Problems(this.ledger, this.nanos::get);

    @AutoClose
    private final RecordedLog log = new RecordedLog(Level.INFO);

    private void pass(Duration time) {
        this.nanos.addAndGet(time.toNanos());
    }

    private void report(Problem problem, int times) {
        IntStream.range(0, times)
            .forEach((index) -> this.problems.report(problem, "Export", "payload-free words", null));
    }

    private List<String> totals() {
        return this.log.messages(Level.WARNING)
            .stream()
            .filter((message) -> message.startsWith("In the last "))
            .toList();
    }

    @Test
    void report_tellsTotalsOfEveryKindOnceAMinute() {
        report(Problem.EXPORT_DELAYED, 1);
        report(Problem.CAPTURE_FAILED, 1);
        for (int second = 0; second < 600; second++) {
            report(Problem.EXPORT_DELAYED, 10);
            report(Problem.CAPTURE_FAILED, 1);
            pass(Duration.ofSeconds(1));
        }
        assertThat(totals()).hasSize(9)
            .first()
            .isEqualTo("In the last 60 s: problems capture_failed 60 (61 in all), export_delayed 600 (601 in all)."
                    + " Each kind of problem was explained when it came first; DEBUG shows every case.");
    }

    @Test
    void report_tellsWhatWasDroppedMeanwhileByReason() {
        this.ledger.countDropped(Drop.MEMORY_FULL, 1);
        report(Problem.BUFFER_FULL, 1);
        this.ledger.countDropped(Drop.MEMORY_FULL, 4);
        this.ledger.countDropped(Drop.PARENT_DROPPED, 2);
        report(Problem.BUFFER_FULL, 1);
        pass(Totals.PAUSE);
        report(Problem.BUFFER_FULL, 1);
        assertThat(totals()).singleElement()
            .asString()
            .contains(": problems buffer_full 1 (2 in all); dropped spans and metrics memory_full 4 (5 in all),"
                    + " parent_dropped 2 (2 in all). ");
    }

    @Test
    void remind_tellsOfABurstThatIsOver() {
        report(Problem.EXPORT_DELAYED, 5_000);
        this.problems.remind();
        assertThat(totals()).isEmpty();
        pass(Duration.ofMinutes(10));
        this.problems.remind();
        assertThat(totals()).singleElement()
            .asString()
            .startsWith("In the last 10 min: problems export_delayed 4999 (5000 in all).");
    }

    @Test
    void remind_tellsOfDropsThatNobodyReports() {
        this.ledger.countDropped(Drop.PARENT_DROPPED, 3);
        pass(Totals.PAUSE);
        this.problems.remind();
        assertThat(totals()).singleElement()
            .asString()
            .startsWith("In the last 60 s: dropped spans and metrics parent_dropped 3 (3 in all).");
    }

    @Test
    void remind_saysNothingWhenNothingIsNew() {
        this.ledger.countDropped(Drop.MEMORY_FULL, 7);
        report(Problem.BUFFER_FULL, 1);
        report(Problem.CAPTURE_FAILED, 1);
        for (int minute = 0; minute < 100; minute++) {
            pass(Duration.ofMinutes(1));
            this.problems.remind();
        }
        this.problems.conclude();
        assertThat(totals()).isEmpty();
        assertThat(this.log.messages(Level.WARNING)).hasSize(2);
    }

    @Test
    void report_afterALongTimeWithoutTrouble_tellsSoonAndThenOnceAMinute() {
        report(Problem.EXPORT_DELAYED, 1);
        pass(Duration.ofHours(5));
        report(Problem.EXPORT_DELAYED, 10);
        pass(Duration.ofSeconds(1));
        report(Problem.EXPORT_DELAYED, 10);
        pass(Totals.PAUSE);
        this.problems.remind();
        assertThat(totals()).hasSize(2);
        assertThat(totals().get(0)).startsWith("In the last 5 h: problems export_delayed 10 (11 in all).");
        assertThat(totals().get(1)).startsWith("In the last 60 s: problems export_delayed 10 (21 in all).");
    }

    @Test
    void report_ofANewKindIsExplainedWithoutWaiting_andDoesNotPutOffTheTotals() {
        report(Problem.EXPORT_DELAYED, 2);
        for (Problem problem : Problem.values()) {
            pass(Duration.ofSeconds(10));
            report(problem, 2);
        }
        assertThat(this.log.messages(Level.WARNING)).hasSize(Problem.values().length + totals().size());
        assertThat(totals().size()).isEqualTo(Problem.values().length * 10 / 60);
    }

    @Test
    void conclude_tellsTheRest() {
        report(Problem.EXPORT_DELAYED, 3);
        this.problems.conclude();
        this.problems.conclude();
        assertThat(totals()).singleElement().asString().startsWith("In the last 0 s: problems export_delayed 2 (3");
    }

    @Test
    void totals_holdNoWordOfTheCases() {
        report(Problem.EXPORT_DELAYED, 3);
        this.problems.conclude();
        assertThat(totals().toString()).doesNotContain("payload-free");
    }

}
