// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import ai.opper.tracing.OpperCall;
import ai.opper.tracing.OpperCalls;
import ai.opper.tracing.SaveExample;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

/** The code of the documents that calls Opper with a client that nobody observes. */
class OpperCallSnippets {

    private final OpperCalls calls;

    private final HttpClient client;

    private final String key;

    OpperCallSnippets(OpperCalls calls, HttpClient client, String key) {
        this.calls = calls;
        this.client = client;
        this.key = key;
    }

    @Traced(name = "summarize", type = SpanType.LLM)
    public String summarize(String question) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest
            .newBuilder(URI.create("https://api.opper.ai/v3/compat/chat/completions"))
            .header("Authorization", "Bearer " + this.key)
            .POST(BodyPublishers.ofString(question));
        OpperCall call = this.calls.begin();
        call.headers().forEach(request::header);
        HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
        call.answered(response.statusCode(), (name) -> response.headers().firstValue(name).orElse(null));
        return response.body();
    }

    @Traced(name = "classify", type = SpanType.CHAIN)
    @SaveExample(condition = "#result.length() < 20")
    public String classify(String text) {
        return text.isBlank() ? "nothing" : "something";
    }

}
