// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.time.Instant;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What a person sees of one span, and does with it. */
class SpanViewIT {

    @RegisterExtension
    static final ViewerSession viewer = new ViewerSession((poster) -> new SupportDesk(poster).play(Instant.now()));

    @Test
    void chat_isAConversationAndMarkdownOnRequest() {
        String trace = "01890000-0000-7000-8000-0000000000d1";
        post(trace, "llm",
                """
                        {"messages":[{"role":"system","content":"Be short."},{"role":"user","content":"What is due?"},
                         {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","function":{"name":"due","arguments":"{\\"order\\":7}"}}]},
                         {"role":"tool","tool_call_id":"call_1","content":"{\\"due\\":\\"tomorrow\\"}"}]}""",
                "{\"role\":\"assistant\",\"content\":\"It is due **tomorrow**.\"}", "{}");
        viewer.go("/traces/" + trace);
        Locator messages = viewer.find(".message");
        assertThat(messages).hasCount(5);
        assertThat(messages.nth(1)).containsText("What is due?");
        assertThat(messages.nth(2).locator(".tool-call")).containsText("due");
        assertThat(messages.nth(3)).containsText("tomorrow");
        assertThat(messages.last()).containsText("**tomorrow**");
        viewer.page().getByText("Markdown").last().click();
        assertThat(messages.last().locator("strong")).hasText("tomorrow");
    }

    @Test
    void toolsAndTheirResults_arePartOfTheConversation() {
        String trace = "01890000-0000-7000-8000-0000000000d6";
        post(trace, "llm", """
                {"messages":[{"role":"user","content":"What is due?","media":[{"mime_type":"image/png"}]},
                 {"role":"assistant","tool_calls":[{"id":"call_1","name":"due","arguments":{"order":7}}]},
                 {"role":"tool","tool_results":[{"id":"call_1","name":"due","content":{"due":"tomorrow"}}]}],
                 "tools":[{"name":"due","description":"Tells what is due","parameters":{"type":"object"}},
                  {"json_schema":"{\\"type\\":\\"function\\",\\"function\\":{\\"name\\":\\"pay\\"}}"}]}""",
                "{\"role\":\"assistant\",\"content\":\"Tomorrow.\"}", "{\"time_to_first_token_ms\":12}");
        viewer.go("/traces/" + trace);
        Locator messages = viewer.find(".message");
        assertThat(messages).hasCount(4);
        assertThat(messages.first()).containsText("image/png, not shown");
        assertThat(messages.nth(2).locator(".tool-call.result")).containsText("tomorrow");
        assertThat(viewer.find(".chips")).containsText("first token after 12 ms");
        Locator tools = viewer.find(".offered-tools");
        assertThat(tools.locator("summary")).containsText("2 tools");
        assertThat(tools.locator("summary")).containsText("due, pay");
        tools.locator("summary").click();
        assertThat(tools).containsText("Tells what is due");
    }

    @Test
    void partsOfOpenTelemetrysConventions_areAConversation() {
        String trace = "01890000-0000-7000-8000-0000000000d7";
        post(trace, "llm",
                """
                        [{"role":"user","parts":[{"type":"text","content":"What is due?"}]},
                         {"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"due","arguments":{"order":7}}]},
                         {"role":"tool","parts":[{"type":"tool_call_response","id":"call_1","response":{"due":"tomorrow"}}]}]""",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Tomorrow.\"}]}]", "{}");
        viewer.go("/traces/" + trace);
        Locator messages = viewer.find(".message");
        assertThat(messages).hasCount(4);
        assertThat(messages.first().locator(".prose")).hasText("What is due?");
        assertThat(messages.nth(1).locator(".tool-call")).containsText("due");
        assertThat(messages.nth(2).locator(".tool-call.result .tool-call-head")).containsText("due");
        assertThat(messages.nth(2).locator(".tool-call.result")).containsText("tomorrow");
        assertThat(messages.last().locator(".prose")).hasText("Tomorrow.");
    }

    @Test
    void documents_areListedWithScores() {
        span("ArticleSearch.retrieve");
        Locator documents = viewer.find(".document");
        assertThat(documents).hasCount(3);
        assertThat(documents.first()).containsText("shipping.md");
        assertThat(documents.first().locator(".score")).hasText("12.84");
        assertThat(documents.first()).containsText("Orders placed before noon");
        documents.first().locator("summary").click();
        assertThat(documents.first()).containsText("section");
    }

    @Test
    void json_foldsAndKeepsAllDigits() {
        String trace = "01890000-0000-7000-8000-0000000000d2";
        post(trace, "tool", "{\"n\":12345678901234567890.10,\"inner\":{\"list\":[1,2,{\"deep\":true}]}}", "\"done\"",
                "{}");
        viewer.go("/traces/" + trace);
        Locator json = viewer.find(".json").first();
        assertThat(json).containsText("12345678901234567890.10");
        assertThat(json).containsText("deep");
        json.getByLabel("inner").click();
        assertThat(json).not().containsText("deep");
        viewer.page().getByText("Raw").nth(1).click();
        assertThat(viewer.find("pre.raw").first()).containsText("\"inner\":{\"list\"");
    }

    @Test
    void streamedElements_areNumberedWithCountAndFirstTime() {
        String trace = "01890000-0000-7000-8000-0000000000d3";
        post(trace, "chain", "{}", "[\"one\",\"two\",{\"n\":3}]",
                "{\"element_count\":3,\"time_to_first_element_ms\":12}");
        viewer.go("/traces/" + trace);
        assertThat(viewer.find(".elements li")).hasCount(3);
        assertThat(viewer.find(".elements li").first()).containsText("one");
        assertThat(viewer.find(".chips")).containsText("3 elements");
        assertThat(viewer.find(".chips")).containsText("first after 12 ms");
    }

    @Test
    void truncatedPayload_saysSo() {
        String trace = "01890000-0000-7000-8000-0000000000d4";
        post(trace, "chain", "\"the beginning …[truncated, 812 characters left out]\"", "{}", "{}");
        viewer.go("/traces/" + trace);
        assertThat(viewer.find(".payload .chip.warn")).hasText("truncated");
        assertThat(viewer.find(".payload .size").first()).containsText(" B");
    }

    @Test
    void error_isShownWhereItHappened() {
        viewer.go("/?status=error");
        viewer.rows().first().locator(".row-link").click();
        assertThat(viewer.find(".error-mark").first()).isVisible();
        viewer.find(".span-row.has-error").last().click();
        assertThat(viewer.find(".detail .block.bad")).containsText("UnknownOrderException");
        assertThat(viewer.find(".detail .block.bad")).containsText("Orders.java:61");
    }

    @Test
    void metricsFindingsEventsTagsAndMeta_areShown() {
        span("ResponseCheck.evaluate");
        assertThat(viewer.find(".detail")).containsText("groundedness");
        assertThat(viewer.find(".detail")).containsText("2 of 2 sentences are found");
        viewer.find(".span-row", "Guardrail.check").click();
        assertThat(viewer.find(".judgement", "personal_data")).containsText("pattern check of 6 rules");
        viewer.find(".span-row", "get_order_information").click();
        assertThat(viewer.find(".event")).containsText("cache.miss");
        assertThat(viewer.find(".event")).containsText("key=order:48213");
        viewer.find(".span-row", "chatbot.turn").click();
        assertThat(viewer.find(".detail .tags")).containsText("plan pro");
        viewer.find(".span-row", "gpt-4o-mini").click();
        assertThat(viewer.find(".detail .pairs").first()).containsText("time_to_first_element_ms");
    }

    @Test
    void link_leadsToTheSpan() {
        span("ResponseCheck.evaluate");
        assertThat(viewer.page()).hasURL(Pattern.compile("\\?span="));
        viewer.page().reload();
        assertThat(viewer.find(".detail h2")).containsText("ResponseCheck.evaluate");
    }

    @Test
    void rawView_showsTheSpanAsJson() {
        span("ResponseCheck.evaluate");
        viewer.find(".detail-title").getByText("Raw").click();
        assertThat(viewer.find("pre.raw.whole")).containsText("\"name\": \"ResponseCheck.evaluate\"");
    }

    @Test
    void feedback_isGivenCommentedAndTakenBack() {
        span("chatbot.turn");
        Locator good = viewer.page().getByLabel("Good");
        good.click();
        assertThat(good).hasAttribute("aria-pressed", "true");
        viewer.page().getByLabel("Comment").fill("as it should be");
        viewer.page().getByText("Save comment").click();
        assertThat(viewer.page().getByText("Save comment")).hasCount(0);
        viewer.page().reload();
        assertThat(viewer.page().getByLabel("Comment")).hasValue("as it should be");
        assertThat(good).hasAttribute("aria-pressed", "true");
        good.click();
        assertThat(good).hasAttribute("aria-pressed", "false");
    }

    private static void span(String name) {
        viewer.openTrace("norway");
        viewer.find(".span-row", name).click();
        assertThat(viewer.find(".detail h2")).containsText(name);
    }

    private static void post(String trace, String type, String input, String output, String meta) {
        viewer.poster()
            .post("/v2/spans",
                    "{\"trace_id\":\"%s\",\"name\":\"shown\",\"type\":\"%s\",\"start_time\":\"2026-01-01T00:00:00Z\",\"end_time\":\"2026-01-01T00:00:01Z\",\"input\":%s,\"output\":%s,\"meta\":%s}"
                        .formatted(trace, type, input, output, meta));
    }

}
