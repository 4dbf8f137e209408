// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a newcomer sees after the README's first command; takes the README's pictures. */
class SampleApplicationIT {

    private static final Path PICTURES = Path.of("target", "screenshots", "readme");

    /** 28 questions and one batch. */
    private static final int PLAYED_TRACES = 29;

    @TempDir
    static Path home;

    private static ChromiumBrowser chromium;

    private static SampleApplication sample;

    @BeforeAll
    static void start() throws Exception {
        chromium = ChromiumBrowser.launchOrSkip();
        sample = SampleApplication.startOrSkip(home);
        sample.awaitTraces(PLAYED_TRACES);
    }

    @AfterAll
    static void stop() throws Exception {
        if (sample != null) {
            sample.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void playedQuestions_areCorrectlyNestedTracesWithPayloadMetricsAndErrors() throws Exception {
        List<JsonNode> traces = sample.awaitTraces(PLAYED_TRACES);
        assertThat(traces).hasSizeGreaterThanOrEqualTo(PLAYED_TRACES);
        int errors = 0;
        int metrics = 0;
        for (JsonNode trace : traces) {
            List<JsonNode> spans = spansWithKnownParents(trace);
            assertThat(spans).anySatisfy((span) -> assertThat(span.at("/data/input").asString("")).isNotEmpty());
            for (JsonNode span : spans) {
                errors += span.get("error").isNull() ? 0 : 1;
                metrics += span.get("metrics").size();
            }
        }
        assertThat(errors).isGreaterThanOrEqualTo(3);
        assertThat(metrics).isGreaterThan(traces.size());
    }

    private static List<JsonNode> spansWithKnownParents(JsonNode trace) throws Exception {
        List<JsonNode> spans = sample.get("/v2/traces/" + trace.get("id").asString())
            .get("spans")
            .valueStream()
            .toList();
        Set<String> ids = spans.stream().map((span) -> span.get("id").asString()).collect(Collectors.toSet());
        List<JsonNode> roots = spans.stream().filter((span) -> span.get("parent_id").isNull()).toList();
        assertThat(roots).hasSize(1);
        assertThat(spans).allSatisfy(
                (span) -> assertThat(span.get("parent_id").isNull() || ids.contains(span.get("parent_id").asString()))
                    .isTrue());
        return spans;
    }

    @Test
    void everySpan_isPostedOnceAndNeverAgain() throws Exception {
        sample.awaitTraces(PLAYED_TRACES);
        Map<String, Integer> posts = new HashMap<>();
        for (JsonNode request : sample.get("/api/requests").get("data")) {
            assertThat(request.get("status").asInt()).isLessThan(300);
            assertThat(request.get("method").asString()).isNotEqualTo("PATCH");
            if (request.get("path").asString().equals("/v2/spans")) {
                posts.merge(request.get("id").asString(), 1, Integer::sum);
            }
        }
        assertThat(posts).hasSizeGreaterThan(PLAYED_TRACES * 5);
        assertThat(posts.values()).containsOnly(1);
    }

    @Test
    void chat_answersAndLeadsToItsTrace() {
        Page page = open(ColorScheme.LIGHT);
        page.navigate(sample.chat().toString());
        page.getByLabel("Your question").fill("How do I descale the machine?");
        page.getByText("Send").click();
        Locator link = page.locator("a.trace").first();
        assertThat(link).isVisible();
        assertThat(page.locator("#history")).containsText("descal");
        picture(page, "chat");
        page.navigate(link.getAttribute("href"));
        assertThat(page.locator(".span-row").first()).containsText("http post /api/chat");
        assertThat(page.locator(".span-row.selected")).containsText("chatbot.turn");
        assertThat(page.locator(".detail")).containsText("How do I descale the machine?");
        page.context().close();
    }

    @Test
    void viewer_showsTheListAndATrace() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = open(scheme);
            String suffix = (scheme == ColorScheme.DARK) ? "-dark" : "";
            page.navigate(sample.viewer().toString());
            assertThat(page.locator(".row-link").first()).isVisible();
            assertThat(page.locator(".live")).hasText("Live");
            picture(page, "viewer-list" + suffix);
            page.navigate(sample.viewer() + "?text=TC-10022");
            page.locator(".trace-row", new Page.LocatorOptions().setHasText("I want a refund for order TC-10022"))
                .first()
                .locator(".row-link")
                .click();
            Locator spans = page.locator(".span-row");
            assertThat(spans.first()).containsText("chatbot.turn");
            spans.filter(new Locator.FilterOptions().setHasText("response_check")).click();
            assertThat(page.locator(".detail")).containsText("groundedness");
            picture(page, "viewer-trace" + suffix);
            page.context().close();
        }
    }

    private static Page open(ColorScheme scheme) {
        BrowserContext context = chromium.get()
            .newContext(new Browser.NewContextOptions().setViewportSize(1280, 720).setColorScheme(scheme));
        return context.newPage();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

}
