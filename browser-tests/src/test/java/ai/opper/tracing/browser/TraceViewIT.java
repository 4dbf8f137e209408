// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person sees and does in one trace. */
class TraceViewIT {

    @RegisterExtension
    static final ViewerSession viewer = new ViewerSession((poster) -> new SupportDesk(poster).play(Instant.now()));

    @Test
    void tree_movesAndFoldsByKeyboard() {
        viewer.openTrace("norway");
        Locator spans = viewer.find(".span-row");
        assertThat(spans).hasCount(9);
        assertThat(spans.first()).containsText("chatbot.turn");
        assertThat(spans.first()).hasAttribute("aria-level", "1");
        viewer.page().keyboard().press("ArrowDown");
        assertThat(spans.nth(1)).hasAttribute("aria-selected", "true");
        assertThat(viewer.find(".detail h2")).containsText("Guardrail.check");
        viewer.page().keyboard().press("ArrowLeft");
        assertThat(spans.first()).hasAttribute("aria-selected", "true");
        viewer.page().keyboard().press("ArrowLeft");
        assertThat(spans).hasCount(1);
        viewer.page().keyboard().press("ArrowRight");
        assertThat(spans).hasCount(9);
        viewer.page().keyboard().press("Escape");
        assertThat(viewer.rows()).hasCount(1);
    }

    @Test
    void head_saysCompositionTokensCostDurationSessionAndTags() {
        viewer.openTrace("norway");
        Locator head = viewer.find(".trace-head");
        assertThat(head).containsText("9 steps · 1 llm · 1 tool");
        assertThat(head.locator(".fact", new Locator.LocatorOptions().setHasText("Tokens")))
            .containsText(Pattern.compile("[0-9]"));
        assertThat(head.locator(".fact", new Locator.LocatorOptions().setHasText("Cost"))).containsText("$");
        assertThat(head.locator(".fact", new Locator.LocatorOptions().setHasText("Duration"))).containsText(" s");
        assertThat(head).containsText("session s-1006");
        assertThat(head).containsText("channel chat");
    }

    @Test
    void services_areToldApart() {
        viewer.openTrace("norway");
        assertThat(viewer.find(".legend-item")).hasText(new String[] { "support-desk", "order-service" });
        assertThat(viewer.find(".span-row .service-2")).hasCount(1);
    }

    @Test
    void criticalPath_marksWhatDecidedTheDuration() {
        viewer.openTrace("norway");
        assertThat(viewer.find(".critical").first()).not().isVisible();
        viewer.page().keyboard().press("c");
        assertThat(viewer.find(".span-row.is-critical", "gpt-4o-mini")).hasCount(1);
        assertThat(viewer.find(".span-row.is-critical", "chatbot.turn")).hasCount(1);
        viewer.page().keyboard().press("c");
        assertThat(viewer.find(".span-row.is-critical")).hasCount(0);
    }

    @Test
    void zoom_widensBarsAndGoesBack() {
        viewer.openTrace("norway");
        Locator bar = viewer.find(".span-row", "ArticleSearch.retrieve").locator(".bar");
        double before = box(bar).width;
        viewer.find(".span-row", "ArticleSearch.retrieve").click();
        viewer.page().keyboard().press("z");
        assertThat(viewer.find(".zoom-range")).isVisible();
        assertThat(box(bar).width).isGreaterThan(3 * before);
        viewer.page().keyboard().press("0");
        assertThat(viewer.find(".zoom-range")).isHidden();
        BoundingBox strip = box(viewer.find(".minimap"));
        viewer.page().mouse().move(strip.x + strip.width * 0.1, strip.y + 20);
        viewer.page().mouse().down();
        viewer.page().mouse().move(strip.x + strip.width * 0.5, strip.y + 20);
        viewer.page().mouse().up();
        assertThat(viewer.find(".zoom-range")).isVisible();
    }

    @Test
    void find_searchesNamesAndPayloads() {
        viewer.openTrace("norway");
        viewer.page().keyboard().press("/");
        viewer.page().keyboard().type("PostNord");
        assertThat(viewer.find(".span-row.found")).hasCount(1);
        viewer.page().keyboard().press("Enter");
        assertThat(viewer.find(".span-row.found")).hasAttribute("aria-selected", "true");
        assertThat(viewer.find(".found-count")).hasText("1 / 1");
        assertThat(viewer.find(".detail")).containsText("PostNord");
    }

    @Test
    void runningSpans_growAndEndWhileWatched() {
        String trace = "01890000-0000-7000-8000-0000000000b1";
        String child = "01890000-0000-7000-8000-0000000000b3";
        Instant start = Instant.now();
        viewer.poster()
            .post("/v2/spans",
                    "{\"id\":\"01890000-0000-7000-8000-0000000000b2\",\"trace_id\":\"%s\",\"name\":\"long.agent\",\"type\":\"agent\",\"start_time\":\"%s\"}"
                        .formatted(trace, start.minusSeconds(3)));
        viewer.go("/traces/" + trace);
        assertThat(viewer.find(".bar.running")).hasCount(1);
        assertThat(viewer.find(".fact", "Duration")).containsText("running");
        viewer.poster()
            .post("/v2/spans",
                    "{\"id\":\"%s\",\"trace_id\":\"%s\",\"parent_id\":\"01890000-0000-7000-8000-0000000000b2\",\"name\":\"late.step\",\"start_time\":\"%s\"}"
                        .formatted(child, trace, start));
        assertThat(viewer.find(".span-row")).hasCount(2);
        double width = box(viewer.find(".span-row", "late.step").locator(".bar")).width;
        viewer.page()
            .waitForFunction(
                    "(before) => [...document.querySelectorAll('.span-row .bar')].at(-1).getBoundingClientRect().width > before + 1",
                    width);
        viewer.poster().patch("/v2/spans/" + child, "{\"end_time\":\"%s\"}".formatted(Instant.now()));
        assertThat(viewer.find(".bar.running")).hasCount(1);
    }

    @Test
    void events_areMarkedOnTheTimeline() {
        viewer.openTrace("norway");
        assertThat(viewer.find(".span-row", "get_order_information").locator(".event-mark")).hasAttribute("title",
                Pattern.compile("cache.miss at \\+"));
    }

    @Test
    void exports_areValidAndHoldTheSpans() throws Exception {
        viewer.openTrace("norway");
        JsonNode json = export("Export as JSON");
        assertThat(json.toString()).contains("chatbot.turn", "norway".substring(1));
        JsonNode otlp = export("Export as OTLP JSON");
        List<JsonNode> spans = otlp.path("resourceSpans").findValues("spans");
        assertThat(spans.stream().mapToInt(JsonNode::size).sum()).isEqualTo(9);
    }

    private static JsonNode export(String name) throws Exception {
        viewer.page().getByLabel("More").click();
        Download download = viewer.page().waitForDownload(() -> viewer.find(".menu-item", name).first().click());
        Path file = download.path();
        return JsonMapper.builder().build().readTree(Files.readString(file));
    }

    @Test
    void trace_isDeletedAfterAsking() {
        String trace = "01890000-0000-7000-8000-0000000000c1";
        viewer.poster()
            .post("/v2/spans",
                    "{\"trace_id\":\"%s\",\"name\":\"to.delete\",\"start_time\":\"2026-01-01T00:00:00Z\",\"end_time\":\"2026-01-01T00:00:01Z\"}"
                        .formatted(trace));
        viewer.go("/traces/" + trace);
        viewer.page().getByLabel("More").click();
        viewer.find(".menu-item", "Delete").click();
        viewer.find("dialog .danger").click();
        assertThat(viewer.find(".explorer")).isVisible();
        // The browser itself logs the 404 that was asked for.
        viewer.expectAlarm("404");
        viewer.go("/traces/" + trace);
        assertThat(viewer.page().getByText("This trace cannot be shown")).isVisible();
    }

    private static BoundingBox box(Locator locator) {
        return locator.boundingBox();
    }

}
