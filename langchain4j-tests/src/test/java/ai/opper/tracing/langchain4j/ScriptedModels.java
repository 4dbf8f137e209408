// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.langchain4j;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with the parts of OpenAI's API that LangChain4j's client calls. Chats are
 * answered by a script, in order, streamed word by word when that is asked for; without a
 * script the answer repeats the question.
 */
final class ScriptedModels implements AutoCloseable {

    static final String SERVED = "gpt-test-2026-11-01";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Queue<Turn> script = new ConcurrentLinkedQueue<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final HttpServer server;

    private ScriptedModels(HttpServer server) {
        this.server = server;
    }

    static ScriptedModels start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScriptedModels models = new ScriptedModels(server);
        server.setExecutor(models.threads);
        server.createContext("/v1/chat/completions", models::chat);
        server.createContext("/v1/embeddings", models::embed);
        server.start();
        return models;
    }

    String url() {
        return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1";
    }

    ScriptedModels says(String text) {
        this.script.add(new Turn(text, List.of(), 200, false));
        return this;
    }

    /** Asks for tools, each with its arguments, in one answer. */
    ScriptedModels calls(String... toolsAndArguments) {
        List<Map<String, Object>> calls = new ArrayList<>();
        for (int index = 0; index < toolsAndArguments.length; index += 2) {
            calls.add(Map.of("index", calls.size(), "id", "call_" + (calls.size() + 1), "type", "function", "function",
                    Map.of("name", toolsAndArguments[index], "arguments", toolsAndArguments[index + 1])));
        }
        this.script.add(new Turn(null, calls, 200, false));
        return this;
    }

    ScriptedModels refuses(int status, String message) {
        this.script.add(new Turn(message, List.of(), status, false));
        return this;
    }

    /** Breaks the connection after these words. */
    ScriptedModels breaksOffAfter(String text) {
        this.script.add(new Turn(text, List.of(), 200, true));
        return this;
    }

    void forget() {
        this.script.clear();
    }

    private void chat(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        Turn turn = this.script.poll();
        if (turn == null) {
            turn = echo(request);
        }
        if (turn.status() != 200) {
            send(exchange, turn.status(), Map.of("error", Map.of("message", turn.text(), "type", "scripted")));
        }
        else if (request.path("stream").asBoolean(false)) {
            stream(exchange, turn);
        }
        else {
            send(exchange, 200, completion("chat.completion", "message", turn.message(), turn.finishReason(), true));
        }
    }

    /** The same for each of many requests at once: a tool first, then its result. */
    private static Turn echo(JsonNode request) {
        JsonNode messages = request.path("messages");
        JsonNode last = messages.get(messages.size() - 1);
        String content = last.path("content").asString("");
        if (request.path("tools").isEmpty() || "tool".equals(last.path("role").asString(""))) {
            return new Turn(content, List.of(), 200, false);
        }
        return new Turn(null,
                List.of(Map.of("index", 0, "id", "call_" + content, "type", "function", "function",
                        Map.of("name", "find_order", "arguments",
                                JSON.writeValueAsString(Map.of("number", content, "password", "hunter2"))))),
                200, false);
    }

    private static void stream(HttpExchange exchange, Turn turn) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (Map<String, Object> delta : turn.deltas()) {
            event(out, JSON.writeValueAsString(completion("chat.completion.chunk", "delta", delta, null, false)));
        }
        if (turn.breaksOff()) {
            throw new IOException("The script wants it");
        }
        event(out, JSON
            .writeValueAsString(completion("chat.completion.chunk", "delta", Map.of(), turn.finishReason(), true)));
        event(out, "[DONE]");
        out.close();
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

    private record Turn(String text, List<Map<String, Object>> tools, int status, boolean breaksOff) {

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
