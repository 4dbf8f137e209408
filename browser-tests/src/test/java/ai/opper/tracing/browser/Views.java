// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.util.List;
import java.util.function.Consumer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A view of the support desk's traces, opened and ready to be looked at.
 *
 * @param name what it is called
 * @param opening goes there and waits until all is shown
 */
record Views(String name, Consumer<ViewerSession> opening) {

    static final List<Views> ALL = List.of(new Views("explorer", Views::explorer), new Views("filters", Views::filters),
            new Views("trace", Views::trace), new Views("chat", Views::chat), new Views("documents", Views::documents),
            new Views("error", Views::error), new Views("overview", Views::overview),
            new Views("sessions", Views::sessions), new Views("session", Views::session),
            new Views("metrics", Views::metrics), new Views("datasets", Views::datasets),
            new Views("compare", Views::compare), new Views("empty", Views::empty));

    void open(ViewerSession viewer) {
        this.opening.accept(viewer);
    }

    @Override
    public String toString() {
        return this.name;
    }

    private static void explorer(ViewerSession viewer) {
        viewer.go("/");
        assertThat(viewer.rows().first()).isVisible();
        assertThat(viewer.find(".live")).hasText("Live");
        viewer.page().keyboard().press("ArrowDown");
    }

    private static void filters(ViewerSession viewer) {
        viewer.go("/?tag=channel:chat&type=llm&min_duration_us=500000");
        assertThat(viewer.rows().first()).isVisible();
        viewer.page().getByLabel("Add filter").click();
        viewer.find(".menu-item", "Session").click();
        assertThat(viewer.find(".suggestions .menu-item").first()).isVisible();
    }

    private static void span(ViewerSession viewer, String text, String name) {
        viewer.openTrace(text);
        viewer.find(".span-row", name).first().click();
        assertThat(viewer.find(".detail h2")).containsText(name);
    }

    private static void trace(ViewerSession viewer) {
        span(viewer, "descale", "ResponseCheck.evaluate");
        viewer.page().keyboard().press("c");
        assertThat(viewer.find(".critical").first()).isVisible();
    }

    private static void chat(ViewerSession viewer) {
        span(viewer, "norway", "gpt-4o-mini");
        assertThat(viewer.find(".message")).hasCount(3);
    }

    private static void documents(ViewerSession viewer) {
        span(viewer, "norway", "ArticleSearch.retrieve");
        assertThat(viewer.find(".document")).hasCount(3);
    }

    private static void error(ViewerSession viewer) {
        viewer.go("/?status=error");
        viewer.rows().first().locator(".row-link").click();
        viewer.find(".span-row.has-error").last().click();
        assertThat(viewer.find(".detail .block.bad")).isVisible();
    }

    private static void overview(ViewerSession viewer) {
        viewer.go("/overview?since=3600");
        assertThat(viewer.find(".chart canvas")).hasCount(4);
    }

    private static void sessions(ViewerSession viewer) {
        viewer.go("/sessions");
        assertThat(viewer.find(".session-row").first()).isVisible();
    }

    private static void session(ViewerSession viewer) {
        viewer.go("/session?id=s-1002");
        assertThat(viewer.find(".turn").first()).isVisible();
        assertThat(viewer.find(".answered .markdown p").first()).isVisible();
    }

    private static void metrics(ViewerSession viewer) {
        viewer.go("/metrics?since=3600&dimension=groundedness");
        assertThat(viewer.find(".chart canvas")).isVisible();
        assertThat(viewer.find("tbody tr").first()).isVisible();
    }

    private static void datasets(ViewerSession viewer) {
        span(viewer, "norway", "chatbot.turn");
        viewer.page().getByLabel("Save to dataset").click();
        viewer.page().getByLabel("New dataset").fill("shipping questions");
        viewer.find(".popover .primary").click();
        assertThat(viewer.find(".detail-actions")).containsText("Saved");
        viewer.go("/datasets");
        viewer.find(".side-item", "shipping questions").click();
        assertThat(viewer.find(".entry").first()).isVisible();
    }

    private static void compare(ViewerSession viewer) {
        viewer.go("/?text=refund&sort=start_time");
        assertThat(viewer.rows()).hasCount(2);
        viewer.page().keyboard().press("ArrowDown");
        viewer.page().keyboard().press("x");
        viewer.page().keyboard().press("ArrowDown");
        viewer.page().keyboard().press("x");
        viewer.find(".marked .primary").click();
        assertThat(viewer.find(".compare-side")).hasCount(2);
        viewer.find(".compare-row", "gpt-4o-mini").click();
        assertThat(viewer.find(".diff").first()).isVisible();
    }

    private static void empty(ViewerSession viewer) {
        viewer.go("/?text=nothing-has-this");
        assertThat(viewer.page().getByText("No trace matches")).isVisible();
    }

}
