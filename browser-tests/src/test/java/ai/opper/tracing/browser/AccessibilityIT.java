// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.time.Instant;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every view passes the rules of axe-core (WCAG 2.1 A and AA, best practices), light and
 * dark.
 */
class AccessibilityIT {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");

    @RegisterExtension
    static final ViewerSession viewer = new ViewerSession((poster) -> new SupportDesk(poster).play(Instant.now()));

    static List<Views> views() {
        return Views.ALL;
    }

    @ParameterizedTest
    @MethodSource("views")
    void view_passesLightAndDark(Views view) {
        Page page = viewer.page();
        view.open(viewer);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations()).as("%s in %s", view, scheme)
                .isEmpty();
        }
    }

}
