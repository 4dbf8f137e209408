// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperSettings;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person sees and does in the viewer. */
class ViewerIT {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static final String HOSTILE_TRACE = "01890000-0000-7000-8000-0000000000aa";

    private static final String HOSTILE = "</pre><script>alert(1)</script><img src=x onerror=alert(2)><b>bold</b>";

    @TempDir
    static Path directory;

    private static ChromiumBrowser chromium;

    private static LocalOpper opper;

    private static SpanPoster poster;

    private final List<String> alarms = new CopyOnWriteArrayList<>();

    private String expectedAlarm = "none is expected";

    private BrowserContext context;

    private Page page;

    @BeforeAll
    static void start() {
        chromium = ChromiumBrowser.launchOrSkip();
        opper = LocalOpper.start(LocalOpperSettings.defaults()
            .withPort(0)
            .withDatabase("jdbc:h2:file:" + directory.resolve("traces").toAbsolutePath()));
        poster = new SpanPoster(opper.url());
        new SupportDesk(poster).play(Instant.now());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (opper != null) {
            opper.close();
        }
    }

    @BeforeEach
    void open() {
        open(ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        this.context.close();
        assertThat(this.alarms).as("errors, policy violations and dialogs in the page")
            .filteredOn((alarm) -> !alarm.contains(this.expectedAlarm))
            .isEmpty();
    }

    @Test
    void list_showsNewestFirstWithComposition() {
        go("/");
        Locator rows = rows();
        assertThat(rows.first()).containsText("Talk to a human, please");
        assertThat(rows.first()).containsText("9 spans");
        assertThat(rows.first()).containsText("1 llm");
        assertThat(this.page.locator(".live")).hasText("Live");
        assertThat(rows.count()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void list_addsTraceWhileOpen() {
        go("/");
        assertThat(this.page.locator(".live")).hasText("Live");
        poster.post("/v2/spans", "{\"name\":\"arrived.live\",\"type\":\"chain\"}");
        Locator added = rows().filter(new Locator.FilterOptions().setHasText("arrived.live"));
        assertThat(added).hasCount(1);
        assertThat(added.locator(".dot")).hasAttribute("aria-label", "running");
    }

    @Test
    void list_filtersByTextAndStatusInUrl() {
        go("/");
        assertThat(rows().first()).isVisible();
        this.page.keyboard().press("/");
        assertThat(this.page.getByLabel("Filter traces")).isFocused();
        // Slower than the delay after which the address follows.
        this.page.keyboard().type("norway", new Keyboard.TypeOptions().setDelay(150));
        assertThat(this.page.getByLabel("Filter traces")).hasValue("norway");
        assertThat(rows()).hasCount(1);
        assertThat(this.page.url()).endsWith("/?text=norway");
        go("/?status=error");
        assertThat(rows().first()).isVisible();
        for (Locator dot : rows().locator(".dot").all()) {
            assertThat(dot).hasAttribute("aria-label", "error");
        }
        go("/?text=nothing-has-this");
        assertThat(this.page.getByText("No trace matches")).isVisible();
    }

    @Test
    void trace_opensByKeyboardAndShowsTree() {
        go("/?text=norway");
        assertThat(rows()).hasCount(1);
        rows().first().focus();
        this.page.keyboard().press("Enter");
        Locator spans = this.page.locator(".span-rows .span-row");
        assertThat(spans).hasCount(9);
        assertThat(spans.first()).containsText("chatbot.turn");
        assertThat(spans.first()).hasAttribute("aria-level", "1");
        spans.first().focus();
        this.page.keyboard().press("ArrowDown");
        assertThat(spans.nth(1)).hasAttribute("aria-selected", "true");
        assertThat(this.page.locator(".detail h2")).containsText("Guardrail.check");
        this.page.keyboard().press("Escape");
        assertThat(rows().first()).isVisible();
    }

    @Test
    void trace_collapsesAndExpands() {
        openTrace("norway");
        Locator spans = this.page.locator(".span-rows .span-row");
        assertThat(spans).hasCount(9);
        spans.first().locator("button.toggle").click();
        assertThat(spans).hasCount(1);
        spans.first().locator("button.toggle").click();
        assertThat(spans).hasCount(9);
    }

    @Test
    void span_showsPayloadMetricsAndMetaAndHasDeepLink() {
        openTrace("norway");
        this.page.locator(".span-row", new Page.LocatorOptions().setHasText("ResponseCheck.evaluate")).click();
        Locator detail = this.page.locator(".detail");
        assertThat(detail).containsText("groundedness");
        assertThat(detail).containsText("2 of 2 sentences are found");
        String link = this.page.url();
        assertThat(link).contains("?span=");
        this.page.navigate(link);
        assertThat(this.page.locator(".detail h2")).containsText("ResponseCheck.evaluate");
        this.page.locator(".span-row", new Page.LocatorOptions().setHasText("gpt-4o-mini")).click();
        assertThat(this.page.locator(".payload.json").first()).containsText("\"role\": \"system\"");
        assertThat(detail).containsText("time_to_first_element_ms");
    }

    @Test
    void span_showsErrorWhereItHappened() {
        go("/?status=error");
        rows().first().click();
        assertThat(this.page.locator(".error-mark").first()).isVisible();
        this.page.locator(".span-row.has-error", new Page.LocatorOptions().setHasText("_")).first().click();
        assertThat(this.page.locator(".detail .block.bad")).containsText("UnknownOrderException");
    }

    @Test
    void span_takesFeedbackAndSavesExample() {
        openTrace("norway");
        this.page.getByLabel("Good").click();
        assertThat(this.page.getByLabel("Good")).hasAttribute("aria-pressed", "true");
        this.page.getByText("Save example").click();
        assertThat(this.page.getByText("Saved to dataset")).isVisible();
        go("/datasets");
        assertThat(this.page.locator(".datasets")).containsText("chatbot.turn");
    }

    @Test
    void payload_isNeverInterpreted() {
        String text = SupportDesk.quoted(HOSTILE);
        poster.post("/v2/spans", """
                {"trace_id":"%s","name":%s,"type":%s,"input":%s,"output":{"html":%s},"error":%s,
                 "start_time":"2020-01-01T00:00:00Z","end_time":"2020-01-01T00:00:01Z",
                 "meta":{"tags":{"t":%s},"model":%s,"findings":[{"name":%s,"value":%s}],"x":%s}}"""
            .formatted(HOSTILE_TRACE, text, text, text, text, text, text, text, text, text, text));
        go("/traces/" + HOSTILE_TRACE);
        assertThat(this.page.locator(".detail h2")).containsText(HOSTILE);
        assertThat(this.page.locator(".payload.text").last()).hasText(HOSTILE);
        assertThat(this.page.locator("img, b, main script")).hasCount(0);
        go("/?text=bold");
        assertThat(rows().first()).containsText(HOSTILE);
        assertThat(this.page.locator("img, b, main script")).hasCount(0);
    }

    @Test
    void payload_ofMegabytesBeginsCutAndKeepsDigits() {
        String trace = "01890000-0000-7000-8000-0000000000bb";
        poster.post("/v2/spans",
                "{\"trace_id\":\"%s\",\"name\":\"big\",\"start_time\":\"2020-01-01T00:00:00Z\",\"output\":\"%s\",\"input\":{\"n\":12345678901234567890.10}}"
                    .formatted(trace, "long text ".repeat(300_000)));
        go("/traces/" + trace);
        assertThat(this.page.locator(".payload.json")).containsText("12345678901234567890.10");
        this.page.getByText("Show all").click();
        assertThat(this.page.locator(".payload.text").textContent()).hasSize(3_000_000);
    }

    @Test
    void trace_unknownSaysSo() {
        // The browser itself logs the 404 that was asked for, at a time of its own.
        this.expectedAlarm = "404";
        go("/traces/01890000-0000-7000-8000-0000000000ff");
        assertThat(this.page.getByText("This trace cannot be shown")).isVisible();
    }

    @ParameterizedTest
    @EnumSource(names = { "LIGHT", "DARK" })
    void pictures_areTaken(ColorScheme scheme) {
        this.context.close();
        open(scheme);
        String suffix = scheme.name().toLowerCase(Locale.ROOT);
        go("/");
        assertThat(rows().first()).isVisible();
        assertThat(this.page.locator(".live")).hasText("Live");
        picture("traces-" + suffix);
        openTrace("descale");
        assertThat(this.page.locator(".detail h2")).isVisible();
        picture("trace-" + suffix);
        this.page.locator(".span-row", new Page.LocatorOptions().setHasText("ResponseCheck")).click();
        assertThat(this.page.locator(".detail")).containsText("groundedness");
        picture("span-" + suffix);
        go("/?status=error");
        rows().first().click();
        this.page.locator(".span-row.has-error").nth(1).click();
        assertThat(this.page.locator(".detail .block.bad")).isVisible();
        picture("error-" + suffix);
        assertThat(PICTURES.resolve("error-" + suffix + ".png")).isNotEmptyFile();
    }

    private void open(ColorScheme scheme) {
        this.context = chromium.get()
            .newContext(new Browser.NewContextOptions().setViewportSize(1280, 720).setColorScheme(scheme));
        this.page = this.context.newPage();
        this.page.onDialog((dialog) -> {
            this.alarms.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        this.page.onPageError((error) -> this.alarms.add("error: " + error));
        this.page.onConsoleMessage((message) -> {
            if (message.type().equals("error")) {
                this.alarms.add("console: " + message.text());
            }
        });
    }

    private void go(String path) {
        this.page.navigate(opper.url().resolve(path).toString());
    }

    private void openTrace(String text) {
        go("/?text=" + text);
        assertThat(rows()).hasCount(1);
        rows().first().click();
    }

    private Locator rows() {
        return this.page.locator(".rows .trace-row");
    }

    private void picture(String name) {
        this.page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

}
