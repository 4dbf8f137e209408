// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import java.io.IOException;
import java.io.OutputStream;

import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import ai.opper.tracing.aspect.CallSpan;
import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.observation.ActiveSpan;

/** A span around the writing of a body, current on the thread that writes. */
final class StreamingBodyResultAdapter implements ResultAdapter {

    /** Where Spring MVC is missing, this adapter cannot be made. */
    private static final Class<?> TYPE = StreamingResponseBody.class;

    @Override
    public boolean supports(Class<?> type) {
        return TYPE.isAssignableFrom(type);
    }

    @Override
    public boolean isDeferred() {
        return true;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        StreamingResponseBody body = (StreamingResponseBody) result;
        StreamingResponseBody traced = (output) -> write(body, output, spans.start(null));
        return traced;
    }

    private static void write(StreamingResponseBody body, OutputStream output, CallSpan span) throws IOException {
        try (ActiveSpan.Scope scope = span.makeCurrent()) {
            body.writeTo(output);
        }
        catch (Throwable ex) {
            span.fail(ex);
            throw ex;
        }
        span.complete(null);
    }

}
