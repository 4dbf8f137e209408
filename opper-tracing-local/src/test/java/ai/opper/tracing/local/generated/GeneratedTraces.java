// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.generated;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import ai.opper.tracing.local.store.Span;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes traces such as a support desk leaves: turns of a chat with retrieval, tools, a
 * model and a check, summaries, long runs of an agent. The same seed makes the same.
 */
public final class GeneratedTraces {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> QUESTIONS = List.of("Where is my order %d?", "I want to return order %d, how?",
            "Can I change the delivery address of order %d?", "The parcel of order %d arrived damaged.",
            "Which warranty does the blender in order %d have?", "Please cancel order %d.",
            "Why was I charged twice for order %d?", "Is the invoice of order %d available as a PDF?");

    private static final List<String> ANSWERS = List.of(
            "Your order %d left our warehouse yesterday and arrives on Thursday between 9 and 12.",
            "You can return order %d within 30 days; the label is in your account under Orders.",
            "I changed the delivery address of order %d. The carrier confirms it within an hour.",
            "I am sorry about the damage to order %d. A replacement is on its way, no need to send anything back.",
            "The blender in order %d has a warranty of two years from the date of delivery.");

    private static final List<String> ARTICLES = List.of("Returns and refunds", "Delivery times", "Damaged parcels",
            "Warranty terms", "Changing an address", "Invoices and receipts", "Payment methods");

    private static final List<String> CHANNELS = List.of("chat", "mail", "phone", "app");

    private static final List<String> PLANS = List.of("free", "pro", "business");

    private static final List<String> MODELS = List.of("gpt-4o-mini", "gpt-4o", "claude-sonnet-4-5", "mistral-small");

    private final Random random;

    private final int traces;

    private final Instant newest;

    private final long stepMicros;

    private int made;

    /**
     * Begins.
     * @param seed decides about everything
     * @param traces how many will be made
     * @param newest when the last one begins
     * @param days over how many days they are spread
     */
    public GeneratedTraces(long seed, int traces, Instant newest, int days) {
        this.random = new Random(seed);
        this.traces = traces;
        this.newest = newest.truncatedTo(ChronoUnit.MICROS);
        this.stepMicros = ChronoUnit.DAYS.getDuration().multipliedBy(days).toMillis() * 1000 / Math.max(1, traces);
    }

    /**
     * Makes the next trace; later ones begin later.
     * @return its spans, parents first
     */
    public List<Generated> next() {
        long before = (this.traces - this.made - 1) * this.stepMicros;
        Trace trace = new Trace(this.newest.minus(before, ChronoUnit.MICROS));
        this.made++;
        int kind = this.random.nextInt(100);
        if (kind < 55) {
            trace.turn();
        }
        else if (kind < 90) {
            trace.summary();
        }
        else if (kind < 99) {
            trace.agent(3 + this.random.nextInt(6));
        }
        else {
            trace.agent(25);
        }
        return trace.spans;
    }

    /**
     * Makes one trace of many spans.
     * @param spans how many
     * @return its spans, parents first
     */
    public List<Generated> large(int spans) {
        Trace trace = new Trace(this.newest);
        trace.large(spans);
        return trace.spans;
    }

    /**
     * A span and what was measured about it.
     *
     * @param span the span
     * @param groundedness a metric from 0 to 1, or null
     */
    public record Generated(Span span, Double groundedness) {
    }

    private final class Trace {

        private final UUID id;

        private final List<Generated> spans = new ArrayList<>();

        private final int order;

        private final String session;

        private final ObjectNode tags = JSON.createObjectNode();

        private long clock;

        private Trace(Instant start) {
            this.clock = ChronoUnit.MICROS.between(Instant.EPOCH, start);
            this.id = id();
            this.order = 10_000 + GeneratedTraces.this.random.nextInt(90_000);
            int conversation = GeneratedTraces.this.made / 4;
            this.session = "s-" + conversation;
            this.tags.put("channel", pick(CHANNELS));
            this.tags.put("plan", pick(PLANS));
        }

        private void turn() {
            String question = pick(QUESTIONS).formatted(this.order);
            String answer = pick(ANSWERS).formatted(this.order);
            boolean fails = chance(4);
            Open http = open(null, "http post /chat", "http", null, this.tags);
            Open turn = open(http, "chatbot.turn", "agent",
                    JSON.createObjectNode().put("question", question).toString(), this.tags);
            Open retriever = open(turn, "KnowledgeBase.search", "retriever", question, null);
            pause(20);
            close(retriever, documents(), null, null);
            Open tool = open(turn, "Orders.find", "tool", "{\"order\":%d}".formatted(this.order), null);
            pause(35);
            close(tool, fails ? null : "{\"order\":%d,\"state\":\"shipped\",\"items\":3}".formatted(this.order),
                    fails ? "UnknownOrderException: There is no order %d.".formatted(this.order) : null, null);
            if (!fails) {
                Open llm = open(turn, pick(MODELS), "llm", messages(question), model());
                pause(900);
                close(llm, JSON.createObjectNode().put("role", "assistant").put("content", answer).toString(), null,
                        null);
                Open check = open(turn, "ResponseCheck.evaluate", "evaluator", answer, null);
                pause(8);
                close(check, "true", null, chance(40) ? Math.min(1, 0.55 + number() * 0.5) : null);
            }
            String error = fails ? "UnknownOrderException: There is no order %d.".formatted(this.order) : null;
            close(turn, fails ? null : answer, error, null);
            close(http, null, error, null);
        }

        private void summary() {
            Open root = open(null, "Tickets.summarize", "chain", "{\"ticket\":%d}".formatted(this.order), this.tags);
            Open llm = open(root, pick(MODELS), "llm", messages("Summarize the ticket about order " + this.order),
                    model());
            pause(600);
            close(llm, "The customer asked about order %d and was answered.".formatted(this.order), null, null);
            close(root, "The customer asked about order %d and was answered.".formatted(this.order),
                    chance(2) ? "TimeoutException: No answer within 30 s." : null, null);
        }

        private void agent(int steps) {
            Open root = open(null, "Researcher.run", "agent", pick(QUESTIONS).formatted(this.order), this.tags);
            for (int step = 0; step < steps; step++) {
                Open llm = open(root, pick(MODELS), "llm", messages("Plan step " + step), model());
                pause(400);
                close(llm, "{\"tool\":\"search\",\"step\":%d}".formatted(step), null, null);
                Open tool = open(root, chance(50) ? "WebSearch.query" : "Calculator.add", "tool",
                        "{\"step\":%d}".formatted(step), null);
                pause(60);
                close(tool, "{\"found\":%d}".formatted(step * 3), null, null);
            }
            close(root, pick(ANSWERS).formatted(this.order), null, null);
        }

        private void large(int count) {
            Open root = open(null, "Import.run", "workflow", "{\"rows\":%d}".formatted(count), this.tags);
            Open batch = root;
            for (int i = 1; i < count; i++) {
                if (i % 50 == 1) {
                    if (!batch.equals(root)) {
                        close(batch, "50", null, null);
                    }
                    batch = open(root, "Import.batch", "chain", "{\"from\":%d}".formatted(i), null);
                }
                else {
                    Open row = open(batch, "Import.row", "tool", "{\"row\":%d}".formatted(i), null);
                    pause(2);
                    close(row, "\"ok\"", (i % 333 == 0) ? "IllegalStateException: row %d".formatted(i) : null, null);
                }
            }
            close(batch, "50", null, null);
            close(root, "{\"rows\":%d}".formatted(count), null, null);
        }

        private Open open(Open parent, String name, String type, String input, ObjectNode more) {
            this.clock += 500 + GeneratedTraces.this.random.nextInt(2000);
            ObjectNode meta = JSON.createObjectNode();
            meta.put("service_name", type.equals("tool") && chance(30) ? "orders" : "support-desk");
            meta.put("session_id", this.session);
            meta.put("user_id", "u-" + (this.session.hashCode() & 511));
            if (this.tags.equals(more)) {
                meta.set("tags", this.tags);
            }
            else if (more != null) {
                meta.setAll(more);
                name = more.path("model").asString(name);
            }
            Open open = new Open(this.spans.size(), id(), (parent != null) ? parent.id() : null, name, type, this.clock,
                    input, meta);
            this.spans.add(null);
            return open;
        }

        private void close(Open open, String output, String error, Double groundedness) {
            this.clock += 200 + GeneratedTraces.this.random.nextInt(500);
            Span span = new Span(open.id(), this.id, open.parentId(), open.name(), open.type(), time(open.start()),
                    time(this.clock), open.input(), output, error, open.meta(), null);
            this.spans.set(open.index(), new Generated(span, groundedness));
        }

        private void pause(int millis) {
            double spread = Math.exp(GeneratedTraces.this.random.nextGaussian() * 0.6);
            this.clock += (long) (millis * 1000 * spread);
        }

        private ObjectNode model() {
            int input = 300 + GeneratedTraces.this.random.nextInt(1500);
            int output = 20 + GeneratedTraces.this.random.nextInt(300);
            return JSON.createObjectNode()
                .put("model", pick(MODELS))
                .put("input_tokens", input)
                .put("output_tokens", output)
                .put("cost", Math.round((input * 0.15 + output * 0.6)) / 1_000_000.0);
        }

        private String messages(String question) {
            ArrayNode messages = JSON.createArrayNode();
            messages.addObject()
                .put("role", "system")
                .put("content", "You are the support desk of a shop for kitchen machines. Answer in two sentences.");
            messages.addObject().put("role", "user").put("content", question);
            return messages.toString();
        }

        private String documents() {
            ArrayNode documents = JSON.createArrayNode();
            for (int i = 0; i < 3; i++) {
                String title = pick(ARTICLES);
                documents.addObject()
                    .put("id", "kb-" + GeneratedTraces.this.random.nextInt(400))
                    .put("score", Math.round(number() * 1000) / 1000.0)
                    .put("content", title + ": what our customers can expect, and what they have to do for it.");
            }
            return documents.toString();
        }

    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private UUID id() {
        long millis = this.newest.toEpochMilli() - (this.traces - this.made - 1) * (this.stepMicros / 1000);
        return new UUID((millis << 16) | 0x7000 | this.random.nextInt(0x1000),
                0x8000000000000000L | (this.random.nextLong() & 0x3FFFFFFFFFFFFFFFL));
    }

    private String pick(List<String> values) {
        return values.get(this.random.nextInt(values.size()));
    }

    private boolean chance(int percent) {
        return this.random.nextInt(100) < percent;
    }

    private double number() {
        return this.random.nextDouble();
    }

    private record Open(int index, UUID id, UUID parentId, String name, String type, long start, String input,
            ObjectNode meta) {
    }

}
