// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import org.springframework.http.ResponseEntity;

import ai.opper.tracing.aspect.ResultAdapter;

/** Looks at the body of a response: that is where the work may go on. */
final class ResponseEntityResultAdapter implements ResultAdapter {

    @Override
    public boolean supports(Class<?> type) {
        return type == ResponseEntity.class;
    }

    @Override
    public boolean isDeferred() {
        return false;
    }

    @Override
    public Object adapt(Object result, CallSpans spans) {
        ResponseEntity<?> response = (ResponseEntity<?>) result;
        Object body = response.getBody();
        Object adapted = (body != null) ? spans.adapt(body) : null;
        if (adapted == null) {
            spans.start(null).complete(response);
            return response;
        }
        return (adapted == body) ? response
                : new ResponseEntity<>(adapted, response.getHeaders(), response.getStatusCode());
    }

}
