// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

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
        assertThat(this.api.get("/viewer/app.js").expect(200).header("Content-Type")).startsWith("text/javascript");
        assertThat(this.api.get("/viewer/viewer.css").expect(200).header("Content-Type")).startsWith("text/css");
        assertThat(this.api.get("/viewer/vendor/hooks.mjs").expect(200).body()).contains("from\"./preact.mjs\"");
        this.api.get("/viewer/ViewerFiles.class").expect(404);
        this.api.get("/viewer/..%2fstore%2fDatabase.class").expect(404);
        this.api.get("/viewer/%2e%2e%2fdb%2fV1__traces.sql").expect(404);
    }

    private long count() {
        return this.api.get("/v2/traces").expect(200).json().path("meta").path("total_count").asLong();
    }

    private static int port() {
        return opper.opper().url().getPort();
    }

}
