// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

/** Reads clocks and makes one figure of many. */
final class Figures {

    private Figures() {
    }

    /** CPU time of this process, all threads. */
    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What was left right after a collection, whatever has been made since. */
    static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans()
            .stream()
            .filter((pool) -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .mapToLong((pool) -> pool.getCollectionUsage().getUsed())
            .sum();
    }

    static double median(List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median with the median distance from it. */
    static String spread(List<Double> figures) {
        double median = median(figures);
        double distance = median(figures.stream().map((figure) -> Math.abs(figure - median)).toList());
        return String.format(Locale.ROOT, "%,.1f +- %,.1f", median, distance);
    }

    static double percentile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
    }

    static long[] sorted(long[] figures) {
        long[] copy = figures.clone();
        Arrays.sort(copy);
        return copy;
    }

}
