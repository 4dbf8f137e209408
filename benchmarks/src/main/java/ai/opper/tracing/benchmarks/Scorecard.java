// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The table that a command prints: facts, and figures that a goal was set for.
 */
public final class Scorecard {

    private final List<Row> rows = new ArrayList<>();

    /**
     * Adds something worth knowing.
     * @param what its name
     * @param figure a format
     * @param arguments for the format
     */
    public void fact(String what, String figure, Object... arguments) {
        this.rows.add(new Row(what, format(figure, arguments), "", null));
    }

    /**
     * Adds a figure that has to be at most so large.
     * @param what its name
     * @param figure the figure
     * @param limit the largest that is right
     * @param unit such as {@code ms}, or empty
     */
    public void atMost(String what, double figure, double limit, String unit) {
        check(what, number(figure, unit), "<= " + number(limit, unit), figure <= limit);
    }

    /**
     * Adds a figure that has to be at least so large.
     * @param what its name
     * @param figure the figure
     * @param limit the smallest that is right
     * @param unit such as {@code ms}, or empty
     */
    public void atLeast(String what, double figure, double limit, String unit) {
        check(what, number(figure, unit), ">= " + number(limit, unit), figure >= limit);
    }

    /**
     * Adds a count that has to be exactly this.
     * @param what its name
     * @param count the count
     * @param goal what it has to be
     */
    public void exactly(String what, long count, long goal) {
        check(what, Long.toString(count), "= " + goal, count == goal);
    }

    /**
     * Adds a figure with its goal.
     * @param what its name
     * @param figure the figure, as text
     * @param goal the goal, as text
     * @param passed whether it is met
     */
    public void check(String what, String figure, String goal, boolean passed) {
        this.rows.add(new Row(what, figure, goal, passed));
    }

    /**
     * Whether every goal was met.
     * @return {@code false} when one was missed, or when there was none at all
     */
    public boolean isPassed() {
        return this.rows.stream().anyMatch((row) -> row.passed != null)
                && this.rows.stream().noneMatch((row) -> Boolean.FALSE.equals(row.passed));
    }

    /**
     * Prints the table.
     * @param out where to
     */
    public void print(PrintStream out) {
        int what = this.rows.stream().mapToInt((row) -> row.what.length()).max().orElse(0);
        int figure = this.rows.stream().mapToInt((row) -> row.figure.length()).max().orElse(0);
        int goal = this.rows.stream().mapToInt((row) -> row.goal.length()).max().orElse(0);
        String format = "%-" + Math.max(1, what) + "s  %" + Math.max(1, figure) + "s  %-" + Math.max(1, goal)
                + "s  %s%n";
        for (Row row : this.rows) {
            out.printf(Locale.ROOT, format, row.what, row.figure, row.goal, row.verdict());
        }
        out.println(isPassed() ? "PASSED" : "MISSED");
    }

    private static String number(double figure, String unit) {
        String text = (Math.abs(figure) >= 100) ? format("%,.0f", figure) : format("%.3f", figure);
        return unit.isEmpty() ? text : text + ' ' + unit;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /**
     * One line.
     *
     * @param what the name
     * @param figure what was measured
     * @param goal what it had to be
     * @param passed whether it was; {@code null} without a goal
     */
    private record Row(String what, String figure, String goal, @Nullable Boolean passed) {

        String verdict() {
            if (this.passed == null) {
                return "";
            }
            return this.passed ? "ok" : "MISSED";
        }

    }

}
