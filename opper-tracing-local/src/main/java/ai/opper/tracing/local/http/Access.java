// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Who may use the API when a token is set: programs send it as bearer, the viewer
 * exchanges it for a cookie. Without a token everybody on this machine may.
 */
public final class Access implements WebFilter {

    private static final String LOGIN = "/local/api/login";

    private static final String LOGOUT = "/local/api/logout";

    private static final String BEARER = "Bearer ";

    // A negative age is none: the browser forgets the cookie when it is closed.
    private static final Duration SESSION = Duration.ofSeconds(-1);

    private final @Nullable String token;

    /**
     * Makes the check.
     * @param token the token, or null when none is needed
     */
    public Access(@Nullable String token) {
        this.token = token;
    }

    /**
     * Adds the calls by which the viewer logs in and out.
     * @param routes where to add it
     */
    public void addTo(Routes routes) {
        routes.add(HttpMethod.POST, LOGIN, this::login).add(HttpMethod.POST, LOGOUT, Access::logout);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (this.token == null || open(request.getPath().value()) || known(request, this.token)) {
            return chain.filter(exchange);
        }
        exchange.getResponse().getHeaders().set("WWW-Authenticate", "Bearer");
        return Mono.error(ApiException.unauthorized());
    }

    // The page itself holds nothing; what it asks for does.
    private static boolean open(String path) {
        boolean guarded = path.startsWith("/v1/") || path.startsWith("/v2/") || path.startsWith("/v3/")
                || path.startsWith("/api/") || path.startsWith("/local/api/");
        return !guarded || path.equals(LOGIN) || path.equals(LOGOUT);
    }

    private static boolean known(ServerHttpRequest request, String token) {
        String authorization = request.getHeaders().getFirst("Authorization");
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && same(authorization.substring(BEARER.length()).strip(), token);
        }
        HttpCookie cookie = request.getCookies().getFirst(cookieName(LocalPort.of(request)));
        return cookie != null && same(cookie.getValue(), cookieValue(token));
    }

    private Answer login(Call call) {
        if (this.token == null) {
            return Answer.noContent();
        }
        if (!same(call.object().path("token").asString(""), this.token)) {
            throw ApiException.unauthorized();
        }
        return withCookie(call, cookieValue(this.token), SESSION);
    }

    private static Answer logout(Call call) {
        return withCookie(call, "", Duration.ZERO);
    }

    private static Answer withCookie(Call call, String value, Duration maxAge) {
        ResponseCookie cookie = ResponseCookie.from(cookieName(call.localPort()), value)
            .httpOnly(true)
            .sameSite("Strict")
            .path("/")
            .maxAge(maxAge)
            .build();
        return new Answer(204, null, Map.of("Set-Cookie", cookie.toString()), null);
    }

    // Cookies know no ports: two Local Oppers on one host must not overwrite each
    // other's.
    private static String cookieName(int port) {
        return "local-opper-" + port;
    }

    private static String cookieValue(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("viewer".getBytes(StandardCharsets.UTF_8)));
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", ex);
        }
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

}
