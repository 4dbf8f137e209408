// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

import ai.opper.tracing.OpperTracer;
import ai.opper.tracing.Span;
import ai.opper.tracing.TraceAttributes;
import ai.opper.tracing.TraceScope;
import ai.opper.tracing.privacy.PrivateWork.Card;
import ai.opper.tracing.privacy.PrivateWork.Hidden;
import ai.opper.tracing.privacy.PrivateWork.Login;

/** Puts a secret into every place that a value can come from. */
final class Places {

    private final PrivateApplication application;

    private final Secrets secrets;

    Places(PrivateApplication application, Secrets secrets) {
        this.application = application;
        this.secrets = secrets;
    }

    private OpperTracer tracer() {
        return this.application.bean(OpperTracer.class);
    }

    /** What some setting has to hide. */
    void plantEverywhere() {
        tracedMethods();
        spans();
        attributes();
        otherLibraries();
        openTelemetry();
        new ModelPlaces(this.application, this.secrets).plant();
        callToOpper();
        http();
    }

    private void tracedMethods() {
        PrivateWork work = this.application.bean(PrivateWork.class);
        work.take(this.secrets.value("argument"), this.secrets.message("text argument"));
        work.give(this.secrets.value("result"));
        work.takeByExpression(this.secrets.value("input expression"));
        work.giveByExpression(this.secrets.value("output expression"));
        work.tag(this.secrets.message("tag expression"), this.secrets.value("@SpanTag"));
        work.measure(this.secrets.message("metric comment expression"));
        quietly(() -> work.fail(failure("exception")));
        quietly(() -> work.failAsExpected(failure("expected exception")));
        work.stream(List.of(this.secrets.message("stream"), this.secrets.value("stream"))).blockLast();
        work.stream(List.of("pla", "nt-", this.secrets.text("stream of texts").substring(6))).blockLast();
    }

    private RuntimeException failure(String place) {
        RuntimeException failure = new IllegalStateException(this.secrets.message(place),
                new IllegalArgumentException(this.secrets.message("cause of " + place)));
        failure.addSuppressed(new IllegalStateException(this.secrets.message("suppressed by " + place)));
        return failure;
    }

    static void quietly(Runnable work) {
        try {
            work.run();
        }
        catch (RuntimeException expected) {
            // The application's own business.
        }
    }

    private void spans() {
        Span span = tracer().span("span " + this.secrets.name("span name"))
            .type("type " + this.secrets.name("span type"))
            .input(this.secrets.value("Span.input"))
            .start();
        try (span) {
            span.output(this.secrets.value("Span.output"))
                .tag("t " + this.secrets.name("tag key"), this.secrets.message("tag"))
                .tag("any", this.secrets.value("tag of any type"))
                .meta("m " + this.secrets.name("meta key"), this.secrets.value("meta"))
                .error(failure("Span.error"))
                .metric("d " + this.secrets.name("metric"), 1, this.secrets.message("metric comment"))
                .metric("infinite " + this.secrets.name("metric"), Double.NaN, this.secrets.message("metric comment"))
                .finding("f " + this.secrets.name("finding"), this.secrets.message("finding value"),
                        this.secrets.message("finding comment"))
                .finding("number", 1, this.secrets.message("finding comment"))
                .event("e " + this.secrets.name("event"),
                        Map.of("a " + this.secrets.name("attribute key"), this.secrets.value("event attribute")));
        }
        span.metric("late", 1, this.secrets.message("comment of a late metric"))
            .tag("late", this.secrets.text("late tag"));
        tracer().inSpan("refused " + this.secrets.name("name of a refused span"), () -> {
        });
        quietly(() -> tracer().inSpan("work " + this.secrets.name("name in inSpan"), () -> {
            throw failure("inSpan");
        }));
    }

    private void attributes() {
        TraceAttributes attributes = TraceAttributes.none()
            .withSessionId(this.secrets.message("session id"))
            .withUserId(this.secrets.message("user id"))
            .withTag("inherited", this.secrets.value("inherited tag"))
            .withMetadata("inherited", this.secrets.value("inherited meta"));
        try (TraceScope scope = tracer().with(attributes)) {
            tracer().inSpan("attributed", () -> {
            });
        }
    }

    private void otherLibraries() {
        ObservationRegistry registry = this.application.bean(ObservationRegistry.class);
        Observation observation = Observation.createNotStarted("library.work", registry)
            .contextualName("library " + this.secrets.name("contextual name"))
            .lowCardinalityKeyValue("kind", this.secrets.text("low cardinality value"))
            .highCardinalityKeyValue("statement", this.secrets.text("high cardinality value"));
        quietly(() -> observation.observe(() -> {
            throw failure("observation");
        }));
    }

    /** Has attributes by the names of several conventions, and by none of them. */
    private void openTelemetry() {
        Tracer library = this.application.bean(OpenTelemetry.class).getTracer("library");
        library.spanBuilder("library " + this.secrets.name("OpenTelemetry's name"))
            .setAttribute("input.value", this.secrets.message("OpenTelemetry's input"))
            .setAttribute("output.value", "{\"answer\":\"" + this.secrets.text("OpenTelemetry's output") + "\"}")
            .setAttribute("session.id", this.secrets.message("OpenTelemetry's session"))
            .setAttribute("user.id", this.secrets.message("OpenTelemetry's user"))
            .setAttribute("gen_ai.request.model", this.secrets.text("OpenTelemetry's model"))
            .setAttribute("metadata", "{\"note\":\"" + this.secrets.text("OpenTelemetry's metadata") + "\"}")
            .setAttribute(AttributeKey.stringArrayKey("tag.tags"),
                    List.of("team:" + this.secrets.text("OpenTelemetry's tag"),
                            this.secrets.text("OpenTelemetry's tag key")))
            .setAttribute("x " + this.secrets.name("OpenTelemetry's key"),
                    this.secrets.message("OpenTelemetry's other attribute"))
            .setAttribute("number", this.secrets.inNames() ? this.secrets.number("OpenTelemetry's number") : 1)
            .startSpan()
            .addEvent("e " + this.secrets.name("OpenTelemetry's event"),
                    Attributes.of(AttributeKey.stringKey("a"), this.secrets.message("OpenTelemetry's event attribute")))
            .recordException(failure("OpenTelemetry's exception"))
            .end();
        library.spanBuilder("chat")
            .setAttribute("llm.input_messages.0.message.content", this.secrets.message("OpenTelemetry's message"))
            .setAttribute("llm.output_messages.0.message.content", this.secrets.message("OpenTelemetry's answer"))
            .startSpan()
            .setStatus(StatusCode.ERROR, this.secrets.message("OpenTelemetry's status"))
            .end();
        this.application.bean(io.micrometer.tracing.Tracer.class)
            .nextSpan()
            .name("library " + this.secrets.name("Micrometer's name"))
            .tag("note", this.secrets.text("Micrometer's tag"))
            .start()
            .end();
    }

    /** Names and tags of spans are headers of calls to Opper. */
    private void callToOpper() {
        try (Span span = tracer().span("call " + this.secrets.name("name around a call")).start()) {
            span.tag("team", this.secrets.text("tag around a call"))
                .tag("k" + this.secrets.name("tag key around a call"), "v");
            this.application.callOpper();
        }
    }

    private void http() {
        String path = "/ask/" + this.secrets.text("path") + "?more=" + this.secrets.text("query");
        String secret = this.secrets.text("header");
        this.application.send("GET", path, "X-Note", secret, "note", this.secrets.text("baggage"), "baggage",
                "note=" + this.secrets.text("W3C baggage"));
        this.application.send("GET", path, "X-Opper-Trace-Id", this.secrets.text("X-Opper-Trace-Id"),
                "X-Opper-Parent-Span-Id", this.secrets.text("X-Opper-Parent-Span-Id"), "traceparent",
                this.secrets.text("traceparent"), "tracestate", this.secrets.text("tracestate"));
        this.application.send(this.secrets.text("HTTP method"), path);
    }

    /** What is hidden whatever the settings. */
    void plantWhereItIsHidden() {
        Hidden hidden = this.application.bean(Hidden.class);
        hidden.sensitive(this.secrets.value("@Sensitive argument"),
                new Login("ann", this.secrets.value("@Sensitive component"), this.secrets.text("hidden component")),
                new Card(this.secrets.value("@Sensitive type")));
        hidden.sensitiveResult(List.of(new Card(this.secrets.value("@Sensitive element"))));
        hidden.sensitiveInExpressions(this.secrets.message("@Sensitive in expressions"));
        hidden.named(this.secrets.value("hidden argument"), Map.of("accessToken", this.secrets.value("hidden entry"),
                "list", List.of(Map.of("credit-card", this.secrets.value("nested hidden entry")))));
        try (Span span = tracer().span("hidden")
            .input(Map.of("secret", this.secrets.value("hidden in input")))
            .start()) {
            span.tag("token", this.secrets.message("hidden tag"))
                .tag("pin", this.secrets.number("hidden number"))
                .meta("password", this.secrets.value("hidden meta"))
                .finding("otp", this.secrets.number("hidden finding"), this.secrets.message("its comment"))
                .metric("jwt", 1, this.secrets.message("comment of a hidden metric"))
                .event("e", Map.of("cookie", this.secrets.value("hidden attribute")));
        }
        List<String> headers = new ArrayList<>();
        for (String name : List.of("Authorization", "Cookie", "X-Api-Key")) {
            headers.addAll(List.of(name, this.secrets.text("hidden header")));
        }
        this.application.send("GET", "/ask/nothing?more=", headers.toArray(String[]::new));
    }

}
