// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratorPoolTest {

    private static final int THREADS = 200;

    private static final int TIMES = 2_000;

    private static final int BUDGET = 100;

    private final CaptureWriter writer = new CaptureWriter(
            JsonMapper.builder(JsonFactory.builder().rootValueSeparator("").build()).build());

    private final GeneratorPool pool = new GeneratorPool(() -> new PooledGenerator(this.writer));

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stopThreads() {
        this.threads.shutdownNow();
    }

    @Test
    void acquire_givesBackWhatTheThreadHasReleased() {
        PooledGenerator first = this.pool.acquire(BUDGET);
        assertThat(written(first, "one")).isEqualTo("\"one\"");
        this.pool.release(first, true);
        PooledGenerator second = this.pool.acquire(BUDGET);
        assertThat(second).isSameAs(first);
        assertThat(written(second, "two")).isEqualTo("\"two\"");
    }

    @Test
    void acquire_givesAnotherOneToARenderingInsideOfARendering() {
        PooledGenerator outer = this.pool.acquire(BUDGET);
        assertThat(this.pool.acquire(BUDGET)).isNotSameAs(outer);
    }

    @Test
    void release_closesWhatIsNotToBeUsedAgain() {
        PooledGenerator broken = this.pool.acquire(BUDGET);
        broken.json().writeStartObject();
        this.pool.release(broken, true);
        assertThat(broken.json().isClosed()).isTrue();
        PooledGenerator refused = this.pool.acquire(BUDGET);
        this.pool.release(refused, false);
        assertThat(refused.json().isClosed()).isTrue();
        assertThat(this.pool.acquire(BUDGET)).isNotIn(broken, refused);
    }

    @Test
    void release_closesTheOneThatItDisplaces() {
        PooledGenerator outer = this.pool.acquire(BUDGET);
        PooledGenerator inner = this.pool.acquire(BUDGET);
        this.pool.release(inner, true);
        this.pool.release(outer, true);
        assertThat(inner.json().isClosed()).isTrue();
        assertThat(this.pool.acquire(BUDGET)).isSameAs(outer);
    }

    @Test
    void release_letsGoOfTheValue() {
        PooledGenerator generator = this.pool.acquire(BUDGET);
        WeakReference<Object> value = writtenAndForgotten(generator);
        this.pool.release(generator, true);
        Awaitility.await().until(() -> {
            System.gc();
            return value.get() == null;
        });
        assertThat(this.pool.acquire(BUDGET)).isSameAs(generator);
    }

    private static WeakReference<Object> writtenAndForgotten(PooledGenerator generator) {
        Object value = new Object();
        generator.json().assignCurrentValue(value);
        generator.json().writeStartArray(value);
        generator.json().writeStartObject(value);
        generator.json().writeEndObject();
        generator.json().writeEndArray();
        return new WeakReference<>(value);
    }

    /** More threads than places, so that many share one. */
    @Test
    void acquire_givesNoneToTwoThreadsAtOnce() throws Exception {
        List<Future<Boolean>> runs = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String mine = "thread " + thread;
            runs.add(this.threads.submit(() -> {
                boolean alone = true;
                for (int time = 0; time < TIMES; time++) {
                    PooledGenerator generator = this.pool.acquire(BUDGET);
                    alone &= written(generator, mine).equals('"' + mine + '"');
                    this.pool.release(generator, true);
                }
                return alone;
            }));
        }
        for (Future<Boolean> run : runs) {
            assertThat(run.get()).isTrue();
        }
    }

    private static String written(PooledGenerator generator, String text) {
        generator.json().writeString(text);
        generator.json().flush();
        return new String(generator.output().toByteArray(), StandardCharsets.UTF_8);
    }

}
