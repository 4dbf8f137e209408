// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what when a token is set. */
class TokenTest {

    private static LocalOpper opper;

    private static Api api;

    @BeforeAll
    static void start() {
        opper = LocalOpper.start(RunningOpper.settings().withToken("s3cret"));
        api = new Api(opper.url());
    }

    @AfterAll
    static void stop() {
        opper.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v2/traces", "/v3/traces", "/v1/traces", "/local/api/traces", "/local/api/openapi.json",
            "/api/requests", "/local/api/events", "/local/api/datasets", "/v2/nothing" })
    void withoutToken_isRefused(String path) {
        Api.Reply reply = api.get(path).expect(401);
        String code = path.startsWith("/v3/") ? reply.json().at("/error/code").asString() : reply.text("type");
        assertThat(code).isEqualTo("UnauthorizedError");
        assertThat(reply.body()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Bearer wrong", "Bearer ", "s3cret", "Basic s3cret", "Bearer s3cret2" })
    void wrongToken_isRefused(String authorization) {
        api.post("/v2/spans", "{\"name\":\"x\"}", "Authorization", authorization).expect(401);
    }

    @Test
    void rightToken_isServed() {
        api.post("/v2/spans", "{\"name\":\"x\"}", "Authorization", "Bearer s3cret").expect(200);
        api.get("/v2/traces", "Authorization", "bearer s3cret").expect(200);
    }

    @Test
    void page_isServedSoThatItCanAsk() {
        String page = api.get("/").expect(200).body();
        String root = page.replaceFirst("(?s).*src=\"(/viewer/[^/]+/)app.js\".*", "$1");
        api.get(root + "frame/login.js").expect(200);
        api.get("/local-opper").expect(200);
    }

    @Test
    void login_swapsTokenForCookie() {
        api.post("/local/api/login", "{\"token\":\"wrong\"}").expect(401);
        String cookie = api.post("/local/api/login", "{\"token\":\"s3cret\"}").expect(204).header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").doesNotContain("s3cret");
        api.get("/local/api/traces", "Cookie", cookie.substring(0, cookie.indexOf(';'))).expect(200);
        assertThat(api.post("/local/api/logout", "").expect(204).header("Set-Cookie")).contains("Max-Age=0");
        api.get("/local/api/traces", "Cookie", "local-opper-%d=forged".formatted(opper.url().getPort())).expect(401);
    }

}
