// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;

import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Each scripted fault as a client sees it, and what is stored meanwhile. */
class FakeOpperApiScriptTest {

    private static final String SPAN = "{\"name\": \"a\"}";

    private static final Duration SOON = Duration.ofSeconds(10);

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    private final ApiCaller caller = new ApiCaller(this.api.url());

    @Test
    void queuedReplies_answerOneRequestEachInOrder() {
        this.api.next(Reply.status(503)).next(2, Reply.status(500)).next(Reply.status(204));

        assertThat(post().statusCode()).isEqualTo(503);
        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(post().statusCode()).isEqualTo(204);
        assertThat(this.api.spans()).isEmpty();
        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(this.api.spans()).hasSize(1);
        assertThat(this.api.requests()).extracting(ReceivedRequest::status).containsExactly(503, 500, 500, 204, 200);
    }

    @Test
    void standingReply_staysUntilTheServerBehaves() {
        this.api.always(Reply.status(503)).next(Reply.normal());

        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(post().statusCode()).isEqualTo(503);
        assertThat(post().statusCode()).isEqualTo(503);
        this.api.behave();
        assertThat(post().statusCode()).isEqualTo(200);
    }

    @Test
    void specialScripts_goBeforeTheGeneralOne() {
        this.api.on("POST", "/v2/spans/*/metrics").next(Reply.status(500)).always(Reply.status(503));
        this.api.when((request) -> request.body().contains("poison")).always(Reply.status(413));
        this.api.always(Reply.normal());

        String id = ApiCaller.json(post()).path("id").stringValue();
        String metrics = "/v2/spans/" + id + "/metrics";

        assertThat(this.caller.post("/v2/spans", "{\"name\": \"poison\"}").statusCode()).isEqualTo(413);
        assertThat(this.caller.post(metrics, "{\"dimension\": \"poison\", \"value\": 1}").statusCode()).isEqualTo(500);
        assertThat(this.caller.post(metrics, "{}").statusCode()).isEqualTo(503);
        assertThat(this.caller.send("GET", metrics, "").statusCode()).isEqualTo(200);
        assertThat(this.caller.send("GET", "/v2/spans/" + id, "").statusCode()).isEqualTo(200);

        this.api.on("POST", "/v2/spans/*/metrics").always(Reply.normal());
        assertThat(this.caller.post(metrics, "{\"dimension\": \"n\", \"value\": 1}").statusCode()).isEqualTo(200);
    }

    @Test
    void status_carriesItsBodyAndHeaders() {
        this.api.next(Reply.status(429).header("Retry-After", "7"))
            .next(Reply.status(502, "<html>").header("Content-Type", "text/html"));

        HttpResponse<String> limited = post();
        HttpResponse<String> gateway = post();

        assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(ApiCaller.json(limited).propertyNames()).containsExactly("type", "message", "detail");
        assertThat(gateway.statusCode()).isEqualTo(502);
        assertThat(gateway.body()).isEqualTo("<html>");
        assertThat(gateway.headers().allValues("Content-Type")).containsExactly("text/html");
    }

    @Test
    void status_thatIsNotFinalIsNotAReply() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.status(100)).withMessageContaining("100");
    }

    @Test
    void storing_answersAnErrorAlthoughTheSpanIsStored() {
        this.api.next(Reply.status(504).storing());

        assertThat(post().statusCode()).isEqualTo(504);
        assertThat(this.api.spans()).hasSize(1);
    }

    @Test
    void delay_answersLateButStoresAtOnce() throws IOException {
        this.api.next(Reply.normal().after(Duration.ofMinutes(5))).next(Reply.normal().after(Duration.ofMillis(200)));

        try (Socket socket = connect()) {
            assertThat(this.api.awaitSpans(1, SOON)).hasSize(1);
            assertUnanswered(socket);
            assertThat(this.api.requests().get(0).status()).isNull();
        }

        long start = System.nanoTime();
        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void resetBeforeStoring_leavesNothing() throws IOException {
        this.api.next(Reply.resetBeforeStoring());

        assertThatExceptionOfType(SocketException.class).isThrownBy(this::raw).withMessageContaining("reset");
        assertThat(this.api.awaitRequests(1, SOON)).singleElement().extracting(ReceivedRequest::status).isEqualTo(null);
        assertThat(this.api.spans()).isEmpty();
        assertThat(raw()).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void resetAfterStoring_leavesTheSpan() {
        this.api.next(Reply.resetAfterStoring());

        assertThatExceptionOfType(SocketException.class).isThrownBy(this::raw).withMessageContaining("reset");
        assertThat(this.api.requests()).hasSize(1);
        assertThat(this.api.spans()).hasSize(1);
        assertThat(post().statusCode()).isEqualTo(200);
    }

    @Test
    void halfResponse_promisesMoreThanItSends() throws IOException {
        this.api.next(2, Reply.halfResponse());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.caller.attempt("POST", "/v2/spans", SPAN));
        String half = raw();

        assertThat(this.api.spans()).hasSize(2);
        int promised = Integer.parseInt(half.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        String body = half.substring(half.indexOf("\r\n\r\n") + 4);
        assertThat(half).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(body).startsWith("{\"id\":").hasSizeBetween(20, promised - 20);
        assertThat(this.api.requests()).extracting(ReceivedRequest::status).containsExactly(200, 200);
    }

    @Test
    void blackHole_neverAnswersAndStoresNothing() throws IOException {
        this.api.always(Reply.blackHole());

        try (Socket socket = connect()) {
            this.api.awaitRequests(1, SOON);
            assertUnanswered(socket);
        }
        assertThatExceptionOfType(HttpTimeoutException.class)
            .isThrownBy(() -> this.caller.timeout(Duration.ofMillis(300)).attempt("POST", "/v2/spans", SPAN));
        assertThat(this.api.spans()).isEmpty();
        this.api.behave();
        assertThat(this.caller.timeout(SOON).post("/v2/spans", SPAN).statusCode()).isEqualTo(200);
    }

    @Test
    void garbage_isA200ThatIsNotJson() {
        this.api.next(Reply.garbage());

        HttpResponse<String> response = post();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> ApiCaller.json(response));
        assertThat(this.api.spans()).isEmpty();
    }

    @Test
    void notHttp_isNoResponseAtAll() throws IOException {
        this.api.next(2, Reply.notHttp());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.caller.attempt("POST", "/v2/spans", SPAN));
        assertThat(raw()).doesNotContain("HTTP").contains("noise");
        assertThat(this.api.spans()).isEmpty();
        assertThat(post().statusCode()).isEqualTo(200);
    }

    @Test
    void rateLimit_refusesWhatIsTooMuchAndSaysWhenToComeBack() {
        this.api.always(Reply.rateLimit(3).header("X-Limit", "3"));
        int stored = 0;
        HttpResponse<String> refused = null;
        while (refused == null) {
            HttpResponse<String> response = post();
            if (response.statusCode() == 200) {
                assertThat(response.headers().firstValue("X-Limit")).hasValue("3");
                assertThat(stored++).isLessThan(100);
            }
            else {
                refused = response;
            }
        }

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(stored).isGreaterThanOrEqualTo(3);
        assertThat(this.api.spans()).hasSize(stored);
    }

    @Test
    void goDown_refusesConnectionsUntilItComesBackOnTheSamePort() {
        post();
        this.api.goDown();

        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::raw);
        assertThatExceptionOfType(ConnectException.class)
            .isThrownBy(() -> this.caller.attempt("POST", "/v2/spans", SPAN));

        this.api.comeBack();
        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(this.api.spans()).hasSize(2);
        assertThat(this.api.requests()).hasSize(2);
    }

    @Test
    void goDown_cutsConnectionsThatWait() throws IOException {
        this.api.always(Reply.blackHole());
        try (Socket socket = connect()) {
            this.api.awaitRequests(1, SOON);
            this.api.goDown();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void brokenConnections_areSeenByAWebClient() {
        this.api.next(Reply.resetAfterStoring()).next(Reply.resetBeforeStoring()).next(Reply.halfResponse());
        WebClient client = WebClient.builder()
            .baseUrl(this.api.url().toString())
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create().disableRetry(true)))
            .build();

        for (int requests = 1; requests <= 3; requests++) {
            assertThatExceptionOfType(WebClientException.class).isThrownBy(() -> post(client));
            assertThat(this.api.requests()).hasSize(requests);
        }
        assertThat(post(client)).contains("\"name\":\"a\"");
        assertThat(this.api.spans()).hasSize(3);
    }

    private static String post(WebClient client) {
        return client.post()
            .uri("/v2/spans")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(SPAN)
            .retrieve()
            .bodyToMono(String.class)
            .block(SOON);
    }

    private HttpResponse<String> post() {
        return this.caller.post("/v2/spans", SPAN);
    }

    /** One request on a connection of its own, and every byte that comes back. */
    private String raw() throws IOException {
        try (Socket socket = connect(); InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertUnanswered(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.api.url().getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        socket.getOutputStream()
            .write(("POST /v2/spans HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + SPAN.length()
                    + "\r\n\r\n" + SPAN)
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

}
