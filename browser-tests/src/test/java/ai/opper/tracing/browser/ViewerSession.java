// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import ai.opper.tracing.local.LocalOpper;
import ai.opper.tracing.local.LocalOpperSettings;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Local Opper with traces and a browser that looks at it: the server for all tests of a
 * class, a fresh page for each. A page that logs an error, opens a dialog or breaks the
 * content security policy fails its test.
 */
final class ViewerSession implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private static final String NONE = "none is expected";

    private final Callable<LocalOpperSettings> settings;

    private final Consumer<SpanPoster> traces;

    private final List<String> alarms = new CopyOnWriteArrayList<>();

    private String expectedAlarm = NONE;

    private @Nullable ChromiumBrowser chromium;

    private @Nullable LocalOpper opper;

    private @Nullable BrowserContext context;

    private @Nullable Page page;

    /**
     * Makes a session with a database of its own.
     * @param traces fills it over the API
     */
    ViewerSession(Consumer<SpanPoster> traces) {
        this(() -> on("jdbc:h2:mem:" + UUID.randomUUID()), traces);
    }

    private ViewerSession(Callable<LocalOpperSettings> settings, Consumer<SpanPoster> traces) {
        this.settings = settings;
        this.traces = traces;
    }

    /** A session that looks at a database that is there already. */
    static ViewerSession of(Callable<String> database) {
        return new ViewerSession(() -> on(database.call()), (poster) -> {
        });
    }

    /** A session that looks at a Local Opper that runs already. */
    static ViewerSession joining(Callable<Integer> port) {
        return new ViewerSession(() -> LocalOpperSettings.defaults().withPort(port.call()), (poster) -> {
        });
    }

    private static LocalOpperSettings on(String database) {
        return LocalOpperSettings.defaults().withPort(0).withDatabase(database);
    }

    @Override
    public void beforeAll(ExtensionContext test) throws Exception {
        this.chromium = ChromiumBrowser.launchOrSkip();
        this.opper = LocalOpper.start(this.settings.call());
        this.traces.accept(poster());
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (this.chromium != null) {
            this.chromium.close();
        }
        if (this.opper != null) {
            this.opper.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        look(ColorScheme.LIGHT, 1280, 720);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (this.context != null) {
            this.context.close();
        }
        String expected = this.expectedAlarm;
        List<String> heard = List.copyOf(this.alarms);
        this.expectedAlarm = NONE;
        this.alarms.clear();
        assertThat(heard).as("errors, policy violations and dialogs in the page")
            .filteredOn((alarm) -> !alarm.contains(expected))
            .isEmpty();
    }

    /** Opens a new page, in a browser that remembers nothing. */
    Page look(ColorScheme scheme, int width, int height) {
        if (this.context != null) {
            this.context.close();
        }
        this.context = Objects.requireNonNull(this.chromium)
            .get()
            .newContext(new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        Page opened = this.context.newPage();
        opened.onDialog((dialog) -> {
            this.alarms.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        opened.onPageError((error) -> this.alarms.add("error: " + error));
        opened.onConsoleMessage((message) -> {
            if (message.type().equals("error")) {
                this.alarms.add("console: " + message.text());
            }
        });
        this.page = opened;
        return opened;
    }

    /** A text of an alarm that belongs to the test. */
    void expectAlarm(String text) {
        this.expectedAlarm = text;
    }

    Page page() {
        return Objects.requireNonNull(this.page);
    }

    SpanPoster poster() {
        return new SpanPoster(Objects.requireNonNull(this.opper).url());
    }

    String address(String path) {
        return Objects.requireNonNull(this.opper).url().resolve(path).toString();
    }

    void go(String path) {
        page().navigate(address(path));
    }

    Locator find(String selector) {
        return page().locator(selector);
    }

    Locator find(String selector, String text) {
        return page().locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /** The rows of the list that are drawn. */
    Locator rows() {
        return find(".trace-row:has(.row-link)");
    }

    /** Opens the only trace in which a text occurs. */
    void openTrace(String text) {
        openOnly("text=" + text);
    }

    /** Opens the only trace that passes a filter. */
    void openOnly(String filter) {
        go("/?" + filter);
        PlaywrightAssertions.assertThat(rows()).hasCount(1);
        rows().first().locator(".row-link").click();
        PlaywrightAssertions.assertThat(find(".span-row").first()).isVisible();
    }

    void picture(Path file) {
        page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }

}
