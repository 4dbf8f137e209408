// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Numbers that are collected to be summed up. */
final class Values {

    private double[] values = new double[16];

    private int size;

    private double sum;

    private boolean sorted = true;

    void add(double value) {
        if (this.size == this.values.length) {
            this.values = Arrays.copyOf(this.values, 2 * this.size);
        }
        this.values[this.size++] = value;
        this.sum += value;
        this.sorted = false;
    }

    int count() {
        return this.size;
    }

    @Nullable Double mean() {
        return (this.size > 0) ? Double.valueOf(this.sum / this.size) : null;
    }

    @Nullable Double min() {
        return at(0);
    }

    @Nullable Double max() {
        return at(this.size - 1);
    }

    /** The smallest value that so many percent of the values do not exceed. */
    @Nullable Double percentile(int percent) {
        return at((int) Math.ceil(percent / 100.0 * this.size) - 1);
    }

    @Nullable Long whole(int percent) {
        Double value = percentile(percent);
        return (value != null) ? Long.valueOf(Math.round(value)) : null;
    }

    int[] bins(int count) {
        int[] bins = new int[count];
        Double least = min();
        Double most = max();
        for (int i = 0; i < this.size && least != null && most != null; i++) {
            int bin = (int) ((this.values[i] - least) / (most - least) * count);
            bins[Math.max(0, Math.min(count - 1, bin))]++;
        }
        return bins;
    }

    private @Nullable Double at(int index) {
        if (this.size == 0) {
            return null;
        }
        if (!this.sorted) {
            Arrays.sort(this.values, 0, this.size);
            this.sorted = true;
        }
        return this.values[Math.max(0, index)];
    }

}
