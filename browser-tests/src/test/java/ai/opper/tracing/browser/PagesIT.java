// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person sees and does in the views that look at more than one trace. */
class PagesIT {

    @RegisterExtension
    static final ViewerSession viewer = new ViewerSession((poster) -> new SupportDesk(poster).play(Instant.now()));

    @Test
    void session_isAConversationOfItsTraces() {
        viewer.go("/sessions");
        Locator row = viewer.find(".session-row", "s-1006");
        assertThat(row).containsText("2 turns");
        row.click();
        assertThat(viewer.find(".turn")).hasCount(2);
        assertThat(viewer.find(".bubble.asked").first()).hasText("Do you ship to Norway?");
        assertThat(viewer.find(".bubble.answered").first()).containsText("Your order left our warehouse");
        viewer.find(".turn-foot").first().click();
        assertThat(viewer.find(".span-row").first()).containsText("chatbot.turn");
    }

    @Test
    void sessions_areSearched() {
        viewer.go("/sessions");
        viewer.page().getByLabel("Search sessions").fill("norway");
        assertThat(viewer.find(".session-row")).hasCount(1);
        assertThat(viewer.page()).hasURL(Pattern.compile("text=norway"));
    }

    @Test
    void overview_countsAndLeadsToTheTraces() {
        viewer.go("/overview?since=3600");
        assertThat(viewer.find(".tile").first()).containsText(Pattern.compile("^Traces2[0-9]"));
        assertThat(viewer.find(".tile", "Errors")).containsText("2 traces failed");
        assertThat(viewer.find(".chart")).hasCount(4);
        Locator slowest = viewer.find(".card", "Slowest spans");
        assertThat(slowest).containsText("gpt-4o-mini");
        assertThat(viewer.find(".card", "Most failing spans")).containsText("get_order_information");
        slowest.locator("a").first().click();
        assertThat(viewer.page()).hasURL(Pattern.compile("span_name="));
        assertThat(viewer.rows().first()).isVisible();
    }

    @Test
    void metric_hasChartDistributionAndLeadsToItsSpans() {
        viewer.go("/metrics?since=3600");
        viewer.find(".metric-item", "groundedness").click();
        assertThat(viewer.page()).hasURL(Pattern.compile("dimension=groundedness"));
        assertThat(viewer.find(".chart canvas")).isVisible();
        Locator values = viewer.find(".card", "Spans").locator("tbody tr");
        assertThat(values).hasCount(19);
        viewer.find(".distribution button").last().click();
        assertThat(viewer.page()).hasURL(Pattern.compile("min="));
        assertThat(values).not().hasCount(19);
        viewer.page().getByLabel("Show all values").click();
        assertThat(values).hasCount(19);
        viewer.page().getByText("Lowest").click();
        assertThat(values.first()).containsText("0.72");
        values.first().locator("a").click();
        assertThat(viewer.find(".detail h2")).containsText("ResponseCheck.evaluate");
    }

    @Test
    void metricPoint_leadsToTheSpansBehindIt() {
        viewer.go("/metrics?since=3600&dimension=groundedness");
        Locator values = viewer.find(".card", "Spans").locator("tbody tr");
        assertThat(values).hasCount(19);
        BoundingBox chart = viewer.find(".chart .u-over").boundingBox();
        // The traces are of the last quarter of the hour.
        viewer.page().mouse().move(chart.x + chart.width * 0.9, chart.y + chart.height / 2);
        viewer.page().mouse().click(chart.x + chart.width * 0.9, chart.y + chart.height / 2);
        assertThat(viewer.page()).hasURL(Pattern.compile("at=.*until="));
        assertThat(values).not().hasCount(19);
    }

    @Test
    void threshold_thatIsCrossedShowsAsAnAlertEverywhere() {
        viewer.go("/metrics?since=3600&dimension=groundedness");
        viewer.page().getByText("Add threshold").click();
        viewer.page().getByLabel("limit").fill("0.99");
        viewer.find(".threshold-form .primary").click();
        assertThat(viewer.find(".thresholds li")).containsText("alert");
        viewer.go("/");
        assertThat(viewer.find(".alerts")).hasText("1 alert");
        viewer.find(".alerts").click();
        viewer.find(".metric-item", "groundedness").click();
        viewer.page().getByLabel("Remove threshold").click();
        assertThat(viewer.find(".thresholds li")).hasCount(0);
        assertThat(viewer.find(".alerts")).hasCount(0);
    }

    @Test
    void dataset_takesASpanAndIsEditedAndDownloaded() throws Exception {
        viewer.openTrace("norway");
        viewer.page().getByLabel("Save to dataset").click();
        viewer.page().getByLabel("New dataset").fill("shipping");
        viewer.find(".popover .primary").click();
        assertThat(viewer.find(".detail-actions")).containsText("Saved");
        viewer.go("/datasets");
        viewer.find(".side-item", "shipping").click();
        assertThat(viewer.find(".entry")).containsText("Do you ship to Norway?");
        viewer.find(".entry").getByText("Edit").click();
        viewer.page().getByLabel("Expected").fill("Yes, in three days.");
        viewer.find(".entry-editor .primary").click();
        assertThat(viewer.find(".entry-parts")).containsText("Yes, in three days.");
        Download download = viewer.page().waitForDownload(() -> viewer.page().getByText("JSON Lines").click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).singleElement().asString().contains("Norway", "Yes, in three days.");
        viewer.page().getByLabel("Delete entry").click();
        assertThat(viewer.find(".entry")).hasCount(0);
    }

    @Test
    void compare_showsWhatChangedBetweenTwoRuns() {
        viewer.go("/?text=refund&sort=start_time");
        assertThat(viewer.rows()).hasCount(2);
        viewer.page().keyboard().press("ArrowDown");
        viewer.page().keyboard().press("x");
        viewer.page().keyboard().press("ArrowDown");
        viewer.page().keyboard().press("x");
        viewer.find(".marked .primary").click();
        assertThat(viewer.find(".compare-side")).hasCount(2);
        assertThat(viewer.find(".compare-row")).hasCount(9);
        assertThat(viewer.find(".diff .added").first()).isVisible();
        assertThat(viewer.find(".diff .removed").first()).isVisible();
        viewer.find(".compare-row", "gpt-4o-mini").click();
        assertThat(viewer.find(".compare-detail .figures")).containsText("Tokens in");
        assertThat(viewer.find(".diff .removed").first()).hasText("I was charged twice, can I get a refund?");
        viewer.page().getByText("Only changes").click();
        assertThat(viewer.find(".compare-row")).not().hasCount(9);
    }

    @Test
    void run_isComparedWithTheOneBefore() {
        viewer.openTrace("norway");
        viewer.page().getByLabel("More").click();
        viewer.find(".menu-item", "Compare with the run before").click();
        assertThat(viewer.find(".compare-side").last()).containsText("Norway");
    }

    @Test
    void unknownTrace_saysSo() {
        // The browser itself logs the 404 that was asked for, at a time of its own.
        viewer.expectAlarm("404");
        viewer.go("/traces/01890000-0000-7000-8000-0000000000ff");
        assertThat(viewer.page().getByText("This trace cannot be shown")).isVisible();
    }

}
