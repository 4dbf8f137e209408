// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What keeps web pages of others, and texts in traces, from doing harm. */
class BrowserSafetyTest {

    @RegisterExtension
    static final RunningOpper opper = new RunningOpper();

    private final Api api = opper.api();

    @ParameterizedTest
    @ValueSource(strings = { "evil.example", "evil.example:%d", "127.0.0.1:1", "127.0.0.1", "localhost.evil.example:%d",
            "127.0.0.1:%d@evil.example", "[::1", "169.254.169.254:%d", "" })
    void foreignHost_isRefused(String host) {
        String answer = RawHttp.send(opper.opper().url(), "POST /v2/spans", "Host: " + host.formatted(port()));
        // A header that is no host at all may be refused before it reaches our check.
        assertThat(answer).containsAnyOf("HTTP/1.1 421 ", "HTTP/1.1 400 ");
        assertThat(answer).doesNotContain("trace_id");
    }

    @Test
    void foreignHost_isRefusedInErrorShape() {
        String answer = RawHttp.send(opper.opper().url(), "GET /v2/traces", "Host: evil.example:" + port());
        assertThat(answer).startsWith("HTTP/1.1 421 ")
            .contains("\"type\":\"MisdirectedRequestError\"")
            .contains("\"detail\":");
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1:%d", "localhost:%d", "LOCALHOST:%d", "[::1]:%d" })
    void ownHost_isServed(String host) {
        assertThat(RawHttp.send(opper.opper().url(), "POST /v2/spans", "Host: " + host.formatted(port())))
            .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://evil.example", "null", "https://127.0.0.1:%d", "http://127.0.0.1:1",
            "http://localhost:%d" })
    void foreignOrigin_changesNothing(String origin) {
        long before = count();
        this.api.post("/v2/spans", "{\"name\":\"x\"}", "Origin", origin.formatted(port())).expect(403);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void ownOrigin_mayChange() {
        this.api.post("/v2/spans", "{\"name\":\"x\"}", "Origin", opper.opper().url().toString()).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/traces/abc", "/viewer/app.js", "/v2/traces", "/nothing" })
    void everyAnswer_hasStrictHeadersAndNoCors(String path) {
        Api.Reply reply = this.api.get(path, "Origin", "http://evil.example");
        assertThat(reply.header("Content-Security-Policy")).isEqualTo("default-src 'none'; script-src 'self'; "
                + "style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; "
                + "form-action 'none'");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void preflight_isRefused() {
        Api.Reply reply = this.api.call("OPTIONS", "/v2/spans", null, "Origin", "http://evil.example",
                "Access-Control-Request-Method", "POST");
        assertThat(reply.status()).isIn(403, 405);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void files_areServedWithTheirTypeAndNothingElseIs() {
        assertThat(this.api.get("/").expect(200).header("Content-Type")).startsWith("text/html");
        assertThat(file("app.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(file("style/base.css").header("Content-Type")).startsWith("text/css");
        assertThat(file("vendor/preact/hooks.mjs").body()).contains("from\"./preact.mjs\"");
        String root = root();
        this.api.get(root + "ViewerFiles.class").expect(404);
        this.api.get(root + "..%2fstore%2fDatabase.class").expect(404);
        this.api.get(root + "ui/%2e%2e%2f%2e%2e%2fhttp%2fRoutes.class").expect(404);
        this.api.get(root + "%2e%2e%2fdb%2fV1__traces.sql").expect(404);
    }

    @Test
    void page_hasAllStylesInOneFile() throws IOException {
        String page = this.api.get("/").expect(200).body();
        assertThat(page).containsOnlyOnce("rel=\"stylesheet\"").contains("href=\"" + root() + "style.css\"");
        String styles = file("style.css").body();
        assertThat(styles).contains(file("vendor/uplot/uPlot.min.css").body()).doesNotContain("@import");
        Path folder = Path.of("src/main/resources/ai/opper/tracing/local/viewer/style");
        try (Stream<Path> sheets = Files.list(folder)) {
            assertThat(sheets).isNotEmpty().allSatisfy((sheet) -> assertThat(styles).contains(Files.readString(sheet)));
        }
    }

    @Test
    void files_mayBeKeptAndPagesMayNot() {
        assertThat(file("app.js").header("Cache-Control")).contains("immutable");
        assertThat(this.api.get("/").header("Cache-Control")).isEqualTo("no-store");
        assertThat(this.api.get("/v2/traces").header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/traces/0", "/compare", "/overview", "/sessions", "/session", "/metrics",
            "/datasets", "/datasets/0" })
    void page_namesItsModulesAndAllOfThemAreThere(String path) {
        List<String> modules = Pattern.compile("modulepreload\" href=\"([^\"]+)\"")
            .matcher(this.api.get(path).expect(200).body())
            .results()
            .map((match) -> match.group(1))
            .toList();
        assertThat(modules).contains(root() + "app.js", root() + "vendor/preact/preact.mjs");
        modules.forEach((module) -> this.api.get(module).expect(200));
    }

    private Api.Reply file(String name) {
        return this.api.get(root() + name).expect(200);
    }

    /** The path of the page's files, which is another with each start. */
    private String root() {
        Matcher script = Pattern.compile("src=\"(/viewer/[^/]+/)app.js\"").matcher(this.api.get("/").body());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private long count() {
        return this.api.get("/v2/traces").expect(200).json().path("meta").path("total_count").asLong();
    }

    private static int port() {
        return opper.opper().url().getPort();
    }

}
