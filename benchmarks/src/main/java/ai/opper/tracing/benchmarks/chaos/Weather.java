// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import ai.opper.tracing.test.FakeOpperApi;

/** Lets the phases follow one another in random order, each as often as the others. */
final class Weather {

    /** The key is tried again after a minute; a short run does not wait for it. */
    private static final int SECONDS_TO_SPARE = 150;

    private final Random random;

    private final Set<Phase> without;

    private final Application application;

    private final Faults faults;

    private final FakeOpperApi api;

    private final List<Phase> coming = new ArrayList<>();

    private int secondsLeft;

    private int restarts;

    private long slowestStopNanos;

    Weather(ChaosSettings settings, Application application, Faults faults, FakeOpperApi api) {
        this.random = new Random(settings.seed());
        this.without = settings.without();
        this.application = application;
        this.faults = faults;
        this.api = api;
    }

    /** Called once a second; changes the weather when it is time. */
    void second(long remainingSeconds) {
        if (this.secondsLeft-- > 0) {
            return;
        }
        if (this.faults.phase() == Phase.CALM) {
            enter(next(), remainingSeconds);
        }
        else {
            leave(remainingSeconds);
        }
    }

    private Phase next() {
        if (this.coming.isEmpty()) {
            this.coming.addAll(List.of(Phase.values()));
            this.coming.remove(Phase.CALM);
            this.coming.removeAll(this.without);
            Collections.shuffle(this.coming, this.random);
        }
        return this.coming.remove(0);
    }

    private void enter(Phase phase, long remainingSeconds) {
        this.faults.enter(phase);
        this.secondsLeft = 1 + this.random.nextInt(3);
        switch (phase) {
            case OUTAGE -> this.api.goDown();
            case RESTART -> {
                restart();
                leave(remainingSeconds);
            }
            default -> {
                // The scripts look at the phase.
            }
        }
    }

    private void leave(long remainingSeconds) {
        Phase phase = this.faults.phase();
        if (phase == Phase.OUTAGE) {
            this.api.comeBack();
        }
        this.faults.enter(Phase.CALM);
        this.secondsLeft = 1 + this.random.nextInt(3);
        if (phase == Phase.UNAUTHORIZED && (remainingSeconds < SECONDS_TO_SPARE || this.random.nextBoolean())) {
            restart();
        }
    }

    private void restart() {
        this.restarts++;
        long start = System.nanoTime();
        this.application.stop();
        this.slowestStopNanos = Math.max(this.slowestStopNanos, System.nanoTime() - start);
        this.application.start();
    }

    /** Nothing goes wrong any more. */
    void clear() {
        leave(0);
        this.api.behave();
        Faults.refuse(this.api);
        this.api.comeBack();
    }

    int restarts() {
        return this.restarts;
    }

    long slowestStopNanos() {
        return this.slowestStopNanos;
    }

}
