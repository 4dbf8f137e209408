// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The traces of a support desk assistant: turns with retrieval, tools, a model, a
 * guardrail and checks, some of which fail.
 */
final class SupportDesk {

    private static final List<String> QUESTIONS = List.of("Where is my order 48213?",
            "How do I reset the filter light on the Brio 3?", "I was charged twice, can I get a refund?",
            "Does the warranty cover a cracked water tank?", "Please change the delivery address of order 48377",
            "My card number is 4111 1111 1111 1111, why was it declined?", "Which beans fit a burr grinder best?",
            "How often should I descale the machine?", "Cancel order 48102 please",
            "The milk frother makes a loud noise", "Can I return an opened bag of beans?",
            "What is the difference between Brio 2 and Brio 3?", "My parcel says delivered but I have nothing",
            "How do I invite a colleague to our office account?", "Is the drip tray safe for the dishwasher?",
            "I need an invoice with our VAT number", "Why does the machine stop at 92 °C?",
            "Refund order 48090, it arrived broken", "Do you ship to Norway?", "Talk to a human, please");

    private static final String ARTICLES = """
            [{"id":"shipping.md","score":12.84,"content":"Orders placed before noon ship on the same day. Delivery \
            within the country takes one to two working days.","metadata":{"section":"Delivery","language":"en"}},
             {"id":"tracking.md","score":9.13,"content":"The link to follow a parcel is in the confirmation mail."},
             {"id":"returns.md","score":4.02,"content":"Unopened goods can be returned within thirty days."}]""";

    private final SpanPoster poster;

    private final Random random = new Random(7);

    SupportDesk(SpanPoster poster) {
        this.poster = poster;
    }

    /** Plays all questions, the first one longest ago. */
    void play(Instant now) {
        for (int i = 0; i < QUESTIONS.size(); i++) {
            Instant start = now.minus((QUESTIONS.size() - i) * 47L, ChronoUnit.SECONDS)
                .plus(this.random.nextInt(20_000), ChronoUnit.MILLIS);
            turn(QUESTIONS.get(i), i, start);
        }
    }

    private void turn(String question, int number, Instant start) {
        boolean unknownOrder = number % 9 == 8;
        boolean personal = question.contains("card number");
        boolean refund = question.toLowerCase(Locale.ROOT).contains("refund");
        long model = 700L + this.random.nextInt(1600);
        long total = personal ? 90 : 420 + model + 120;
        Turn turn = new Turn(start, UUID.randomUUID());
        String answer = "Your order left our warehouse on Tuesday and is due tomorrow before noon. "
                + "You can follow it with the link in the mail that we sent to you.";
        String meta = """
                {"session_id":"s-%d","user_id":"u-%d","service_name":"support-desk","tags":{"channel":"%s","plan":"pro"}}"""
            .formatted(1000 + number / 3, 70 + number % 5, (number % 2 == 0) ? "chat" : "mail");
        turn.span(turn.root, null, "chatbot.turn", "agent", 0, total, "{\"message\":" + quoted(question) + "}",
                personal ? null : "{\"answer\":" + quoted(answer) + ",\"sources\":[\"shipping.md\",\"tracking.md\"]}",
                unknownOrder ? "UnknownOrderException: There is no order 48102." : null, meta);
        UUID guard = turn.span("Guardrail.check", "guardrail", 4, personal ? 80 : 38, quoted(question),
                personal ? "{\"allowed\":false,\"reason\":\"credit card number\"}" : "{\"allowed\":true}", null,
                "{\"findings\":[{\"name\":\"personal_data\",\"value\":" + personal
                        + ",\"comment\":\"pattern check of 6 rules\"}]}");
        metric(guard, "rules_checked", 6, null);
        if (personal) {
            return;
        }
        UUID retrieve = turn.span("ArticleSearch.retrieve", "retriever", 45, 180,
                "{\"query\":" + quoted(question) + ",\"limit\":5}", ARTICLES, null, null);
        turn.span(UUID.randomUUID(), retrieve, "embed", "embedding", 48, 92, quoted(question),
                "[0.0132,-0.4471,0.2208]", null, "{\"model\":\"text-embedding-3-small\",\"total_tokens\":14}");
        turn.span(UUID.randomUUID(), retrieve, "rerank", "reranker", 121, 178, null, null, null, null);
        UUID tool = turn.span(refund ? "request_refund" : "get_order_information", "tool", 190, 372,
                "{\"order\":48213}",
                unknownOrder ? null
                        : "{\"order\":48213,\"status\":\"shipped\",\"carrier\":\"PostNord\",\"items\":[{\"sku\":\"BRIO-3\",\"quantity\":1,\"price\":349.00}]}",
                unknownOrder
                        ? "UnknownOrderException: There is no order 48102.\n\tat desk.Orders.find(Orders.java:61)\n\tat desk.OrderTools.getOrderInformation(OrderTools.java:28)"
                        : null,
                "{\"events\":[{\"name\":\"cache.miss\",\"time\":\"%s\",\"attributes\":{\"key\":\"order:48213\"}}]}"
                    .formatted(start.plusMillis(201)));
        turn.span(UUID.randomUUID(), tool, "OrderRepository.findByNumber", "call", 205, 348, "{\"number\":48213}", null,
                null, "{\"service_name\":\"order-service\"}");
        UUID llm = turn.span("gpt-4o-mini", "llm", 385, 385 + model,
                "[{\"role\":\"system\",\"content\":\"You answer customers of a coffee machine maker. Use the articles only.\"},{\"role\":\"user\",\"content\":"
                        + quoted(question) + "}]",
                "{\"role\":\"assistant\",\"content\":" + quoted(answer) + "}", null,
                "{\"model\":\"gpt-4o-mini\",\"input_tokens\":%d,\"output_tokens\":%d,\"total_tokens\":%d,\"cost\":%s,\"element_count\":48,\"time_to_first_element_ms\":312}"
                    .formatted(600 + number * 13, 48, 648 + number * 13, 0.0031 + number * 0.0002));
        UUID check = turn.span("ResponseCheck.evaluate", "evaluator", 392 + model, total - 8, quoted(answer),
                "{\"ok\":true}", null, null);
        metric(check, "groundedness", (91 - number) / 100.0, "2 of 2 sentences are found in the articles");
        metric(check, "answer_length", answer.length(), null);
        metric(llm, "tokens_per_second", 41.7, null);
    }

    private void metric(UUID span, String dimension, double value, @Nullable String comment) {
        this.poster.post("/v2/spans/" + span + "/metrics",
                "{\"dimension\":\"%s\",\"value\":%s,\"comment\":%s}".formatted(dimension, value, quoted(comment)));
    }

    private static String withService(@Nullable String meta) {
        if (meta == null) {
            return "{\"service_name\":\"support-desk\"}";
        }
        return meta.contains("service_name") ? meta : "{\"service_name\":\"support-desk\"," + meta.strip().substring(1);
    }

    static String quoted(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }

    /** One trace: spans given by milliseconds after its start. */
    private final class Turn {

        private final Instant start;

        private final UUID root;

        Turn(Instant start, UUID root) {
            this.start = start;
            this.root = root;
        }

        UUID span(String name, String type, long from, long to, @Nullable String input, @Nullable String output,
                @Nullable String error, @Nullable String meta) {
            UUID id = UUID.randomUUID();
            span(id, this.root, name, type, from, to, input, output, error, meta);
            return id;
        }

        void span(UUID id, @Nullable UUID parent, String name, String type, long from, long to, @Nullable String input,
                @Nullable String output, @Nullable String error, @Nullable String meta) {
            SupportDesk.this.poster.post("/v2/spans",
                    """
                            {"id":"%s","parent_id":%s,"name":%s,"type":"%s","start_time":"%s","end_time":"%s",
                             "input":%s,"output":%s,"error":%s,"meta":%s}""".formatted(id,
                            quoted((parent != null) ? parent.toString() : null), quoted(name), type,
                            this.start.plusMillis(from), this.start.plusMillis(to), input, output, quoted(error),
                            withService(meta)));
        }

    }

    public static void main(String[] arguments) {
        new SupportDesk(new SpanPoster(URI.create(arguments[0]))).play(Instant.now());
    }

}
