// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.models;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with the parts of OpenAI's API that clients of it call in tests. Chats are
 * answered by a script, in order, streamed word by word when that is asked for. In front
 * of an Opper it is Opper's endpoints for models, and passes everything else on.
 */
public final class ScriptedModels implements AutoCloseable {

    public static final String SERVED = "gpt-test-2026-11-01";

    private static final JsonMapper JSON = JsonMapper.shared();

    public static final String COST = "0.0021";

    private volatile boolean echoing;

    private volatile Duration pace = Duration.ZERO;

    private volatile OpperCallSpans opper;

    private final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();

    private final Queue<Turn> script = new ConcurrentLinkedQueue<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final HttpServer server;

    private ScriptedModels(HttpServer server) {
        this.server = server;
    }

    public static ScriptedModels start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScriptedModels models = new ScriptedModels(server);
        server.setExecutor(models.threads);
        server.createContext("/v1/chat/completions", models::chat);
        server.createContext("/v1/embeddings", models::embed);
        server.createContext("/v1/images/generations", models::draw);
        server.start();
        return models;
    }

    public static ScriptedModels inFrontOf(URI opper) throws IOException {
        ScriptedModels models = start();
        models.server.createContext("/v3/compat/chat/completions", models::chat);
        models.server.createContext("/v3/compat/embeddings", models::embed);
        HttpClient client = HttpClient.newHttpClient();
        models.server.createContext("/", (exchange) -> pass(exchange, opper, client));
        return models;
    }

    /** Makes spans of the calls, as Opper does, and sends them to it. */
    public ScriptedModels recordingCalls(URI opper) {
        this.opper = new OpperCallSpans(opper, HttpClient.newHttpClient());
        return this;
    }

    /** Thinks before each answer and each of its words, as models do. */
    public ScriptedModels withPace(Duration pace) {
        this.pace = pace;
        return this;
    }

    private void think() throws IOException {
        try {
            Thread.sleep(this.pace.toMillis());
        }
        catch (InterruptedException ex) {
            throw new IOException("The server stops", ex);
        }
    }

    private static void pass(HttpExchange exchange, URI opper, HttpClient client) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(opper.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(),
                    HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String name : List.of("Authorization", "Content-Type")) {
            if (exchange.getRequestHeaders().containsKey(name)) {
                request.header(name, exchange.getRequestHeaders().getFirst(name));
            }
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
            exchange.close();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** The headers of each call of a model, with their names in lower case. */
    public List<Map<String, String>> calls() {
        return List.copyOf(this.calls);
    }

    private Map<String, String> note(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
            .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        this.calls.add(headers);
        if (exchange.getRequestURI().getPath().startsWith("/v3/compat/")) {
            exchange.getResponseHeaders().set("X-Opper-Cost", COST);
        }
        return headers;
    }

    public String host() {
        return "http://127.0.0.1:" + this.server.getAddress().getPort();
    }

    public String url() {
        return host() + "/v1";
    }

    public ScriptedModels says(String text) {
        this.script.add(new Turn(text, List.of(), 200, null));
        return this;
    }

    /** Asks for tools, each with its arguments, in one answer. */
    public ScriptedModels calls(String... toolsAndArguments) {
        List<Map<String, Object>> calls = new ArrayList<>();
        for (int index = 0; index < toolsAndArguments.length; index += 2) {
            calls.add(Map.of("index", calls.size(), "id", "call_" + (calls.size() + 1), "type", "function", "function",
                    Map.of("name", toolsAndArguments[index], "arguments", toolsAndArguments[index + 1])));
        }
        this.script.add(new Turn(null, calls, 200, null));
        return this;
    }

    public ScriptedModels refuses(int status, String message) {
        this.script.add(new Turn(message, List.of(), status, null));
        return this;
    }

    /** Breaks the connection when these words have been heard, and not before. */
    public ScriptedModels breaksOffAfter(String text, CountDownLatch heard) {
        this.script.add(new Turn(text, List.of(), 200, heard));
        return this;
    }

    /**
     * Answers without a script, too, the same for each of many requests at once: a tool
     * first, then its result.
     */
    public ScriptedModels echoing() {
        this.echoing = true;
        return this;
    }

    public void forget() {
        this.script.clear();
        this.calls.clear();
    }

    private void chat(HttpExchange exchange) throws IOException {
        Instant start = Instant.now();
        Map<String, String> headers = note(exchange);
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        Turn turn = this.script.poll();
        if (turn == null && this.echoing) {
            turn = echo(request);
        }
        think();
        if (turn == null) {
            send(exchange, 500, Map.of("error", Map.of("message", "The script is over")));
        }
        else if (turn.status() != 200) {
            send(exchange, turn.status(), Map.of("error", Map.of("message", turn.text(), "type", "scripted")));
        }
        else if (request.path("stream").asBoolean(false)) {
            stream(exchange, turn);
        }
        else {
            send(exchange, 200, completion("chat.completion", "message", turn.message(), turn.finishReason(), true));
        }
        if (this.opper != null && turn != null && turn.status() == 200) {
            this.opper.record(headers, request, turn.message(), start);
        }
    }

    private static Turn echo(JsonNode request) {
        JsonNode messages = request.path("messages");
        JsonNode last = messages.get(messages.size() - 1);
        String content = last.path("content").asString("");
        if (request.path("tools").isEmpty() || "tool".equals(last.path("role").asString(""))) {
            return new Turn(content, List.of(), 200, null);
        }
        return new Turn(null,
                List.of(Map.of("index", 0, "id", "call_" + content, "type", "function", "function",
                        Map.of("name", "find_order", "arguments",
                                JSON.writeValueAsString(Map.of("number", content, "password", "hunter2"))))),
                200, null);
    }

    private void stream(HttpExchange exchange, Turn turn) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (Map<String, Object> delta : turn.deltas()) {
            event(out, JSON.writeValueAsString(completion("chat.completion.chunk", "delta", delta, null, false)));
            think();
        }
        if (turn.breaksOff() != null) {
            breakOff(turn.breaksOff());
        }
        event(out, JSON
            .writeValueAsString(completion("chat.completion.chunk", "delta", Map.of(), turn.finishReason(), true)));
        event(out, "[DONE]");
        out.close();
    }

    private static void breakOff(CountDownLatch heard) throws IOException {
        try {
            heard.await(1, TimeUnit.MINUTES);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("The script wants it");
    }

    private static void event(OutputStream out, String text) throws IOException {
        out.write(("data: " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Map<String, Object> completion(String object, String key, Object message, String finishReason,
            boolean last) {
        Map<String, Object> choice = new java.util.HashMap<>();
        choice.put("index", 0);
        choice.put(key, message);
        choice.put("finish_reason", finishReason);
        Map<String, Object> json = new java.util.HashMap<>(Map.of("id", "chatcmpl-1", "object", object, "created", 1,
                "model", SERVED, "choices", List.of(choice)));
        if (last) {
            json.put("usage", Map.of("prompt_tokens", 20, "completion_tokens", 5, "total_tokens", 25,
                    "prompt_tokens_details", Map.of("cached_tokens", 8)));
        }
        return json;
    }

    /** A vector that depends on the words, so that the same text is nearest. */
    private void embed(HttpExchange exchange) throws IOException {
        note(exchange);
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        boolean base64 = "base64".equals(request.path("encoding_format").asString(""));
        JsonNode input = request.path("input");
        List<Object> data = new ArrayList<>();
        for (JsonNode text : input.isArray() ? input : JSON.createArrayNode().add(input)) {
            float[] vector = vector(text.asString());
            data.add(
                    Map.of("object", "embedding", "index", data.size(), "embedding", base64 ? base64(vector) : vector));
        }
        send(exchange, 200, Map.of("object", "list", "model", "embed-test", "data", data, "usage",
                Map.of("prompt_tokens", 7, "total_tokens", 7)));
    }

    private static float[] vector(String text) {
        float[] vector = new float[8];
        for (String word : text.toLowerCase(java.util.Locale.ROOT).split("\\W+", -1)) {
            vector[Math.floorMod(word.hashCode(), 8)] += 1;
        }
        return vector;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private void draw(HttpExchange exchange) throws IOException {
        send(exchange, 200, Map.of("created", 1, "data", List.of(Map.of("url", "https://pictures.example/1.png"))));
    }

    private static void send(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] body = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    private record Turn(String text, List<Map<String, Object>> tools, int status, CountDownLatch breaksOff) {

        Map<String, Object> message() {
            return this.tools.isEmpty() ? Map.of("role", "assistant", "content", this.text)
                    : Map.of("role", "assistant", "tool_calls", this.tools);
        }

        List<Map<String, Object>> deltas() {
            if (!this.tools.isEmpty()) {
                return List.of(message());
            }
            List<Map<String, Object>> deltas = new ArrayList<>();
            for (String word : this.text.split("(?<= )", -1)) {
                deltas.add(Map.of("role", "assistant", "content", word));
            }
            return deltas;
        }

        String finishReason() {
            return this.tools.isEmpty() ? "stop" : "tool_calls";
        }

    }

}
