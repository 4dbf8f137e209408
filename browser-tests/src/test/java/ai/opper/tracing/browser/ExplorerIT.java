// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.time.Instant;
import java.util.regex.Pattern;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person sees and does in the list of traces. */
class ExplorerIT {

    @RegisterExtension
    static final ViewerSession viewer = new ViewerSession((poster) -> new SupportDesk(poster).play(Instant.now()));

    @Test
    void list_showsNewestFirstWithCompositionPreviewsTagsTokensAndCost() {
        viewer.go("/");
        Locator first = viewer.rows().first();
        assertThat(first).containsText("Talk to a human, please");
        assertThat(first).containsText("9 steps");
        assertThat(first).containsText("1 llm");
        assertThat(first).containsText("1 tool");
        assertThat(first.locator(".cell-output")).containsText("Your order left our warehouse");
        assertThat(first.locator(".cell-tags")).containsText("pro");
        assertThat(first.locator(".cell-tokens")).hasText(Pattern.compile("[0-9]+"));
        assertThat(first.locator(".cell-cost")).containsText("$");
        assertThat(viewer.find(".live")).hasText("Live");
        assertThat(viewer.find(".explorer-foot")).containsText("20 traces");
    }

    @Test
    void list_addsTraceWhileOpenAndSaysWhenItEnds() {
        viewer.go("/?text=arrived.live");
        assertThat(viewer.page().getByText("No trace matches")).isVisible();
        assertThat(viewer.find(".live")).hasText("Live");
        String id = "01890000-0000-7000-8000-0000000000a1";
        viewer.poster().post("/v2/spans", "{\"id\":\"%s\",\"name\":\"arrived.live\",\"type\":\"chain\"}".formatted(id));
        assertThat(viewer.rows()).hasCount(1);
        assertThat(viewer.rows().locator(".dot")).hasAttribute("aria-label", "running");
        viewer.poster().patch("/v2/spans/" + id, "{\"end_time\":\"%s\"}".formatted(Instant.now()));
        assertThat(viewer.rows().locator(".dot")).hasAttribute("aria-label", "ok");
    }

    @Test
    void search_followsTypingAndLivesInTheUrl() {
        viewer.go("/");
        assertThat(viewer.rows().first()).isVisible();
        viewer.page().keyboard().press("/");
        assertThat(viewer.page().getByLabel("Search traces")).isFocused();
        // Slower than the delay after which the address follows.
        viewer.page().keyboard().type("norway", new Keyboard.TypeOptions().setDelay(150));
        assertThat(viewer.page().getByLabel("Search traces")).hasValue("norway");
        assertThat(viewer.rows()).hasCount(1);
        assertThat(viewer.page()).hasURL(Pattern.compile("/\\?text=norway$"));
        viewer.page().keyboard().press("Escape");
        assertThat(viewer.rows()).not().hasCount(1);
        assertThat(viewer.page()).hasURL(viewer.address("/"));
    }

    @Test
    void filters_combineAndAreReadFromTheUrl() {
        viewer.go("/?status=error");
        assertThat(viewer.rows().first()).isVisible();
        for (Locator dot : viewer.rows().locator(".dot").all()) {
            assertThat(dot).hasAttribute("aria-label", "error");
        }
        viewer.go("/?tag=channel:mail&type=tool&min_duration_us=100000");
        assertThat(viewer.find(".filter-chip")).hasCount(3);
        assertThat(viewer.rows().first().locator(".cell-tags")).containsText("mail");
        int both = viewer.rows().count();
        viewer.page().getByLabel("Remove Tag channel:mail").click();
        assertThat(viewer.find(".filter-chip")).hasCount(2);
        assertThat(viewer.page()).not().hasURL(Pattern.compile("channel"));
        assertThat(viewer.rows().nth(both)).isVisible();
    }

    @Test
    void filter_isAddedFromWhatTheServerSuggests() {
        viewer.go("/");
        viewer.page().getByLabel("Add filter").click();
        viewer.find(".menu-item", "Session").click();
        viewer.find(".suggestions .menu-item", "s-1001").click();
        assertThat(viewer.page()).hasURL(Pattern.compile("session=s-1001"));
        assertThat(viewer.rows()).hasCount(3);
        viewer.page().getByLabel("Add filter").click();
        viewer.find(".menu-item", "Metric").click();
        viewer.page().getByLabel("Metric").selectOption("groundedness");
        viewer.page().getByLabel("value").fill("0.88");
        viewer.find(".editor .primary").click();
        assertThat(viewer.page()).hasURL(Pattern.compile("metric=groundedness"));
        assertThat(viewer.find(".filter-chip")).hasCount(2);
    }

    @Test
    void filter_ofTagIsOneClickAway() {
        viewer.go("/?text=norway");
        viewer.rows().first().locator(".tag", new Locator.LocatorOptions().setHasText("chat")).click();
        assertThat(viewer.page()).hasURL(Pattern.compile("text=norway&tag=channel%3Achat"));
    }

    @Test
    void sort_changesByHeadAndLivesInTheUrl() {
        viewer.go("/");
        viewer.page().getByTitle("Sort by duration").click();
        assertThat(viewer.page()).hasURL(Pattern.compile("sort=-duration"));
        assertThat(viewer.find("[aria-sort=descending]")).containsText("Duration");
        viewer.go("/?sort=duration&text=card");
        assertThat(viewer.rows().first()).containsText("card number");
    }

    @Test
    void filtersAndColumns_areSavedInTheBrowser() {
        viewer.go("/?status=error&tag=plan:pro");
        viewer.page().getByLabel("Saved filters").click();
        viewer.page().getByLabel("Save this filter as").fill("what failed");
        viewer.find(".editor .primary").click();
        viewer.page().getByLabel("Columns").click();
        viewer.find(".menu-item", "Cost").click();
        assertThat(viewer.find(".cell-cost")).hasCount(0);
        viewer.go("/");
        assertThat(viewer.rows().first()).isVisible();
        assertThat(viewer.find(".cell-cost")).hasCount(0);
        viewer.page().getByLabel("Saved filters").click();
        viewer.find(".menu-item", "what failed").click();
        assertThat(viewer.page()).hasURL(Pattern.compile("status=error&tag=plan%3Apro"));
    }

    @Test
    void keyboard_movesOpensAndReturnsToTheSamePlace() {
        viewer.go("/");
        assertThat(viewer.rows().first()).isVisible();
        viewer.page().keyboard().press("ArrowDown");
        viewer.page().keyboard().press("ArrowDown");
        viewer.page().keyboard().press("ArrowDown");
        assertThat(viewer.find(".trace-row.selected")).hasAttribute("aria-rowindex", "4");
        viewer.page().keyboard().press("Enter");
        assertThat(viewer.find(".span-row").first()).isVisible();
        viewer.page().keyboard().press("]");
        assertThat(viewer.find(".trace-head")).isVisible();
        viewer.page().keyboard().press("Escape");
        assertThat(viewer.find(".trace-row.selected")).hasAttribute("aria-rowindex", "4");
    }

    @Test
    void emptyList_saysWhatToDo() {
        viewer.go("/?text=nothing-has-this");
        assertThat(viewer.page().getByText("No trace matches")).isVisible();
        viewer.page().getByText("Clear filter").click();
        assertThat(viewer.rows().first()).isVisible();
    }

    @Test
    void theme_isChosenAndKept() {
        viewer.go("/");
        String light = background();
        viewer.page().getByLabel(Pattern.compile("^Theme")).click();
        assertThat(background()).isNotEqualTo(light);
        viewer.go("/");
        assertThat(background()).isNotEqualTo(light);
    }

    private static String background() {
        return String.valueOf(viewer.page().evaluate("getComputedStyle(document.body).backgroundColor"));
    }

}
