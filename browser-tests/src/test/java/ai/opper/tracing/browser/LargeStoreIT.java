// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import ai.opper.tracing.local.generated.GeneratedStore;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The viewer with many traces, and with 5,000 spans in one trace: 100,000 traces are
 * measured with {@code -Dopper.test.traces=100000}, every build takes fewer. Prints what
 * it measured; the bounds only tell a working viewer from a stuck one, on any machine.
 */
class LargeStoreIT {

    private static final int TRACES = Integer.getInteger("opper.test.traces", 3000);

    private static final int TIMES = 5;

    private static final double BOUND_MS = 15_000;

    private static final double FRAME_BOUND_MS = 1000;

    /**
     * Milliseconds from one frame to the next while an element is scrolled by so much in
     * each.
     */
    private static final String SCROLL = """
            async ([selector, step]) => {
              const box = document.querySelector(selector);
              const frames = [];
              let last = performance.now();
              for (let frame = 0; frame < 60; frame++) {
                box.scrollTop += step;
                await new Promise((resolve) => requestAnimationFrame(resolve));
                frames.push(performance.now() - last);
                last = performance.now();
              }
              return frames.sort((left, right) => left - right)[30];
            }""";

    private static final String JUMP = """
            async (share) => {
              const box = document.querySelector(".grid");
              const start = performance.now();
              box.scrollTop = box.scrollHeight * share;
              const settled = () => document.querySelector(".trace-row .row-link") && !document.querySelector(".trace-row .ghost");
              do {
                await new Promise((resolve) => requestAnimationFrame(resolve));
              } while (!settled());
              return performance.now() - start;
            }""";

    @RegisterExtension
    static final ViewerSession viewer = ViewerSession.of(LargeStoreIT::database);

    private static String database() throws Exception {
        Path directory = Files.createDirectories(Path.of("target", "generated")).toAbsolutePath();
        String url = "jdbc:h2:file:" + directory.resolve("traces-" + TRACES);
        Path done = directory.resolve("traces-" + TRACES + ".done");
        if (!Files.exists(done)) {
            GeneratedStore.fill(url, TRACES, System.out);
            Files.createFile(done);
        }
        return url;
    }

    @Test
    void list_paintsAndShowsHowManyThereAre() {
        double[] paints = new double[TIMES];
        double[] rows = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Page page = viewer.look(ColorScheme.LIGHT, 1280, 720);
            viewer.go("/");
            rows[i] = number(
                    page.waitForFunction("() => document.querySelector('.row-link') && performance.now()").jsonValue());
            paints[i] = number(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
        }
        say("first paint", paints);
        say("first paint to rows (from the start of the navigation)", rows);
        assertThat(viewer.find(".explorer-foot")).containsText(String.format(Locale.ROOT, "%,d traces", TRACES));
        assertThat(median(rows)).isLessThan(BOUND_MS);
    }

    @Test
    void list_showsRowsBeforeTheyAreCounted() {
        Page page = viewer.look(ColorScheme.LIGHT, 1280, 720);
        List<Route> counts = new ArrayList<>();
        page.route("**/*count=true*", counts::add);
        viewer.go("/");
        assertThat(viewer.rows().first()).isVisible();
        assertThat(viewer.find(".explorer-foot")).hasText("Counting …");
        counts.forEach(Route::resume);
        page.unroute("**/*count=true*");
        assertThat(viewer.find(".explorer-foot")).hasText(String.format(Locale.ROOT, "%,d traces", TRACES));
    }

    @Test
    void filters_answer() {
        filter("status", "/?status=error", ".trace-row.failed");
        filter("tag and duration", "/?tag=channel:chat&min_duration_us=1000000", ".row-link");
        filter("metric", "/?metric=groundedness<0.7", ".row-link");
        filter("text", "/?text=damaged", ".row-link");
        filter("rare text", "/?text=nowhere-to-be-found", ".notice");
        filter("sort by duration", "/?sort=-duration", ".row-link");
    }

    private static void filter(String name, String address, String shown) {
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            viewer.go("/?session=none");
            assertThat(viewer.find(".notice")).isVisible();
            times[i] = number(viewer.page().evaluate("""
                    async ([address, shown]) => {
                      const start = performance.now();
                      history.pushState(null, "", address);
                      dispatchEvent(new PopStateEvent("popstate"));
                      // The notice of before has to go first.
                      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                      while (!document.querySelector(shown)) {
                        await new Promise((resolve) => requestAnimationFrame(resolve));
                      }
                      return performance.now() - start;
                    }""", new Object[] { address, shown }));
        }
        say("filter by " + name, times);
        assertThat(median(times)).isLessThan(BOUND_MS);
    }

    @Test
    void list_scrollsAndJumpsAnywhere() {
        viewer.go("/");
        assertThat(viewer.rows().first()).isVisible();
        double[] frames = new double[TIMES];
        double[] jumps = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            frames[i] = number(viewer.page().evaluate(SCROLL, new Object[] { ".grid", 340 }));
            jumps[i] = number(viewer.page().evaluate(JUMP, 0.95 - i * 0.2));
        }
        say("frame while scrolling the list by ten rows each", frames);
        say("jump to another part of the list until its rows are there", jumps);
        viewer.page().keyboard().press("End");
        assertThat(viewer.find(".trace-row.selected .row-link")).isVisible();
        assertThat(viewer.find(".trace-row.selected")).hasAttribute("aria-rowindex", String.valueOf(TRACES + 1));
        assertThat(median(frames)).isLessThan(FRAME_BOUND_MS);
        assertThat(median(jumps)).isLessThan(BOUND_MS);
    }

    @Test
    void trace_opensFromTheList() {
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            viewer.go("/?tag=plan:pro&status=ok");
            assertThat(viewer.rows().nth(i)).isVisible();
            long start = System.nanoTime();
            viewer.rows().nth(i).locator(".row-link").click();
            viewer.find(".detail h2").waitFor();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        say("open a trace until its first span is shown", times);
        assertThat(median(times)).isLessThan(BOUND_MS);
    }

    @Test
    void traceOf5000Spans_opensScrollsAndMoves() {
        viewer.go("/?sort=-spans");
        assertThat(viewer.rows().first()).containsText("5,000 steps");
        long start = System.nanoTime();
        viewer.rows().first().locator(".row-link").click();
        viewer.find(".detail h2").waitFor();
        say("open a trace of 5,000 spans", (System.nanoTime() - start) / 1e6);
        int drawn = viewer.find(".span-row").count();
        assertThat(drawn).as("rows that are drawn").isBetween(10, 200);
        double frame = number(viewer.page().evaluate(SCROLL, new Object[] { ".span-rows", 500 }));
        say("frame while scrolling 5,000 spans", frame);
        assertThat(frame).isLessThan(FRAME_BOUND_MS);
        viewer.page().keyboard().press("End");
        assertThat(viewer.find(".span-row.selected")).isVisible();
        viewer.page().keyboard().press("c");
        assertThat(viewer.find(".toolbar [aria-pressed=true]")).hasText(Pattern.compile("[0-9]+ spans"),
                new LocatorAssertions.HasTextOptions().setTimeout(BOUND_MS));
    }

    @Test
    void clientsThatGiveUp_harmNobody() throws Exception {
        HttpClient impatient = HttpClient.newHttpClient();
        for (int i = 0; i < 60; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(viewer.address("/local/api/metrics")))
                .timeout(Duration.ofMillis(5 + 7L * i))
                .build();
            try {
                impatient.send(request, HttpResponse.BodyHandlers.discarding());
            }
            catch (HttpTimeoutException ex) {
                // As intended: the query runs on, its client has gone.
            }
        }
        viewer.go("/");
        assertThat(viewer.rows().first()).isVisible();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static void say(String what, double... values) {
        System.out.printf("%s: median %.0f ms, least %.0f ms%n", what, median(values),
                Arrays.stream(values).min().orElseThrow());
    }

}
