// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.BufferRecycler;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadBuffersTest {

    private static final int THREADS = 200;

    private static final int TIMES = 2_000;

    private final SpreadBuffers buffers = new SpreadBuffers();

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stopThreads() {
        this.threads.shutdownNow();
    }

    @Test
    void acquire_givesBackWhatTheThreadHasReleased() {
        BufferRecycler first = this.buffers.acquirePooled();
        this.buffers.releasePooled(first);
        assertThat(this.buffers.acquirePooled()).isSameAs(first);
    }

    @Test
    void acquire_givesAnotherOneToARenderingInsideOfARendering() {
        BufferRecycler outer = this.buffers.acquirePooled();
        assertThat(this.buffers.acquirePooled()).isNotSameAs(outer);
    }

    /** More threads than places, so that many share one. */
    @Test
    void acquire_givesNoneToTwoThreadsAtOnce() throws Exception {
        Set<BufferRecycler> inUse = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        List<Future<Boolean>> runs = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            runs.add(this.threads.submit(() -> {
                boolean alone = true;
                for (int time = 0; time < TIMES; time++) {
                    BufferRecycler mine = this.buffers.acquirePooled();
                    alone &= inUse.add(mine);
                    Thread.onSpinWait();
                    inUse.remove(mine);
                    this.buffers.releasePooled(mine);
                }
                return alone;
            }));
        }
        for (Future<Boolean> run : runs) {
            assertThat(run.get()).isTrue();
        }
    }

}
