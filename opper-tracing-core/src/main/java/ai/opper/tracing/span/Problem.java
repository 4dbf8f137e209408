// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.span;

import java.util.Locale;

/** What can go wrong without the application noticing, and what to do about it. */
public enum Problem {

    /** A value could not be rendered; a placeholder stands in its place. */
    CAPTURE_FAILED("exclude the value with recordInput/recordOutput = false, @Sensitive or an input/output expression"),

    /** An expression of an annotation failed. */
    EXPRESSION_FAILED("correct the SpEL expression of the annotation; it sees #argName, #args, #result, #error,"
            + " #durationMs and @beanName"),

    /** A metric had no span to belong to. */
    METRIC_WITHOUT_SPAN("add @Traced to the method, or call it inside a span"),

    /** A metric's value was not a finite number. */
    METRIC_NOT_FINITE("guard the value against division by zero"),

    /** A change came after the span had ended. */
    CHANGED_AFTER_END("set it before the span ends"),

    /** A span has so much in it that something was left out. */
    SPAN_FULL("say less about one span, or open spans inside of it"),

    /** A span was closed by us, since nobody did. */
    SPAN_ABANDONED("let the future, stream or span end, or raise opper.tracing.max-span-age; when memory is short,"
            + " give the application more heap or sample with opper.tracing.sampling.probability"),

    /** Trace headers that came in were no trace headers. */
    HEADER_IGNORED("the call starts a trace of its own; check what sends X-Opper-Trace-Id and X-Opper-Parent-Span-Id"),

    /** Trace headers could not be given to what goes out. */
    HEADER_NOT_SENT("send a new message or request each time; what was sent goes on with the headers that it has"),

    /** Opper did not have the span around a call in time. */
    CALL_NOT_LINKED("the call goes on, and Opper shows it under the nearest span that it has, or by itself; raise"
            + " opper.tracing.gateway.open-timeout, or check opper.tracing.base-url and the network"),

    /** A stored span did not become an example. */
    EXAMPLE_NOT_SAVED(
            "the span stays as it is; the message tells what the API said, and only version 2 of it has" + " datasets"),

    /** A span could not be opened, changed or ended because of a defect. */
    RECORDING_FAILED("please report this with the stack trace that the DEBUG log shows"),

    /** The buffer was full. */
    BUFFER_FULL("raise opper.tracing.export.max-buffer-size, lower opper.tracing.capture.max-bytes or sample with"
            + " opper.tracing.sampling.probability"),

    /** The destination could not take a span now. */
    EXPORT_DELAYED("spans wait in memory and are sent again; check opper.tracing.base-url and the network"),

    /** The destination wants another key. */
    EXPORT_UNAUTHORIZED("check opper.tracing.api-key; spans wait meanwhile, and the key is tried again every minute"),

    /** The destination takes a span only without something. */
    EXPORT_REDUCED("the span is sent again without its payloads, or without the span of another service above it; the"
            + " message tells what the API did not accept"),

    /** The destination refused a span for good. */
    EXPORT_REJECTED("the message tells what the API did not accept; what it refused is kept without payload among the"
            + " dead letters"),

    /** An exporter of batches could not send one now. */
    BATCH_DELAYED("spans wait in memory and are sent again; check the address of this exporter, such as"
            + " opper.tracing.otlp.endpoint, and the network"),

    /** An exporter of batches was refused one for good. */
    BATCH_REJECTED("the message tells what was not accepted; check the address of this exporter and the headers that it"
            + " needs, such as opper.tracing.otlp.endpoint and opper.tracing.otlp.headers"),

    /** The buffer of an exporter of batches was full. */
    BATCH_BUFFER_FULL("see why the destination of this exporter does not take the spans, raise"
            + " opper.tracing.otlp.max-buffer-size, or sample with opper.tracing.sampling.probability"),

    /** Spans have waited for too long. */
    EXPORT_EXPIRED("the API was away for longer than spans are kept; check opper.tracing.base-url and the network"),

    /** Spans were still waiting when the application stopped. */
    STOPPED_BEFORE_SENT("raise opper.tracing.export.shutdown-timeout"),

    /** A span was recorded when the application had stopped or was paused. */
    RECORDED_AFTER_STOP("end traced work before sending stops, in a SmartLifecycle with a phase above 1000 and not in a"
            + " destroy method"),

    /** The disk did not take or give what the spool keeps there. */
    SPOOL_UNAVAILABLE("make room in the directory of opper.tracing.spool.directory, or correct its permissions; spans"
            + " wait in memory meanwhile and the disk is tried again every 4 seconds"),

    /** The spool was full, or its entries too old. */
    SPOOL_OVERFLOWED("raise opper.tracing.spool.max-size or opper.tracing.spool.max-age, and see why the destination"
            + " does not take the spans"),

    /** A file of the spool was damaged. */
    SPOOL_DAMAGED("check the disk; whatever could be read is sent, and the file is kept for a look as *.corrupt");

    private final String remedy;

    Problem(String remedy) {
        this.remedy = remedy;
    }

    public String remedy() {
        return this.remedy;
    }

    /**
     * The problem as it is written in log lines, meters and the Actuator endpoint.
     * @return the name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
