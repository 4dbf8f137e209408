// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

import ai.opper.tracing.benchmarks.Options;
import ai.opper.tracing.benchmarks.Scenario;
import ai.opper.tracing.benchmarks.Scorecard;
import ai.opper.tracing.test.FakeOpperApi;

/**
 * Mixes all faults, and compares what the application has recorded with the ledger every
 * second, and with what the API has at the end.
 */
public final class Chaos implements Scenario {

    /** A run may take this part of its duration to send what is left. */
    private static final int SETTLING_SHARE = 2;

    private static final Duration MIN_SETTLING = Duration.ofSeconds(90);

    private static final int PRINT_SECONDS = 5;

    @Override
    public void run(Options options, Scorecard score) throws Exception {
        ChaosSettings settings = ChaosSettings.of(options);
        System.out.println("seed " + settings.seed());
        Path spool = settings.spool() ? Files.createTempDirectory("chaos") : null;
        try (FakeOpperApi api = FakeOpperApi.start().requireKey(Application.KEY);
                Application application = new Application(api.url(), settings, spool)) {
            run(settings, api, application, score);
        }
        finally {
            FileSystemUtils.deleteRecursively(spool);
        }
    }

    private void run(ChaosSettings settings, FakeOpperApi api, Application application, Scorecard score)
            throws InterruptedException {
        Faults faults = new Faults(settings.seed());
        faults.script(api);
        Forest forest = new Forest(application.tracer(), application.branches(), settings);
        LedgerWatch watch = new LedgerWatch(application, forest, faults);
        Weather weather = new Weather(settings, application, faults, api);
        forest.grow();
        long seconds = settings.duration().toSeconds();
        for (long second = 1; second <= seconds; second++) {
            TimeUnit.SECONDS.sleep(1);
            weather.second(seconds - second);
            watch.look(second % PRINT_SECONDS == 0);
        }
        forest.stop();
        weather.clear();
        long start = System.nanoTime();
        Duration share = settings.duration().dividedBy(SETTLING_SHARE);
        Duration settling = (share.compareTo(MIN_SETTLING) > 0) ? share : MIN_SETTLING;
        boolean settled = settle(application, settling);
        watch.look(true);
        Verdict verdict = new Verdict(forest.recorded(), application, api, settings);
        score.check("everything has a fate after the chaos",
                settled ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms" : "no",
                "within " + settling.toSeconds() + " s", settled);
        score.fact("stops and starts", weather.restarts() + "");
        score.fact("slowest stop", "%d ms", TimeUnit.NANOSECONDS.toMillis(weather.slowestStopNanos()));
        score.fact("samples of the ledger", watch.samples() + "");
        score.exactly("largest ledger error", watch.worstError(), 0);
        score.atMost("largest buffer", watch.maxBufferedBytes(), Application.MAX_BUFFER_BYTES, "bytes");
        verdict.addTo(score);
    }

    private static boolean settle(Application application, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean settled = false;
        while (!settled && System.nanoTime() - deadline < 0) {
            settled = application.tracer().flush(Duration.ofSeconds(10)).isComplete()
                    && application.ledger().snapshot().pending() == 0;
        }
        return settled;
    }

}
