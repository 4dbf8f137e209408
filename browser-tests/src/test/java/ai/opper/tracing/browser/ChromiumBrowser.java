// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Assumptions;

/** The Chromium that this machine has; without one the tests are skipped and say so. */
final class ChromiumBrowser implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of("--headless", "--no-sandbox", "--disable-gpu",
            "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync");

    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;

    private final Browser browser;

    private ChromiumBrowser(Path executable) {
        this.playwright = Playwright
            .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = this.playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
    }

    static ChromiumBrowser launchOrSkip() {
        Optional<Path> executable = Stream
            .of(System.getenv("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome")
            .filter((path) -> path != null && !path.isBlank())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
        Assumptions.assumeTrue(executable.isPresent(),
                "Skipped: no Chromium found. Install one or set CHROMIUM_PATH to its executable.");
        // As long as for everything else: a machine may be busy.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new ChromiumBrowser(executable.orElseThrow());
    }

    Browser get() {
        return this.browser;
    }

    @Override
    public void close() {
        this.browser.close();
        this.playwright.close();
    }

}
