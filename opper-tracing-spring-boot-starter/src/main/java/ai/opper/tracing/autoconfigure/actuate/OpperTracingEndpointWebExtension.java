// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Says over HTTP what was wrong with a request. Spring Boot itself leaves the reason out
 * of its error response unless it is configured to tell.
 */
@EndpointWebExtension(endpoint = OpperTracingEndpoint.class)
final class OpperTracingEndpointWebExtension {

    private final OpperTracingEndpoint endpoint;

    OpperTracingEndpointWebExtension(OpperTracingEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Sends what is finished and waits for it.
     * @param timeout how long to wait at most, such as {@code 5s}
     * @return 200 with what became of it, or 400 with what is wrong with the timeout
     */
    @WriteOperation
    WebEndpointResponse<OperationResponseBody> flush(@Nullable String timeout) {
        try {
            return new WebEndpointResponse<>(this.endpoint.flush(timeout));
        }
        catch (InvalidEndpointRequestException ex) {
            return new WebEndpointResponse<>(new Refusal(ex.getReason()), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    /**
     * Why a request was refused.
     *
     * @param error what was wrong and how to mend it
     */
    record Refusal(@Nullable String error) implements OperationResponseBody {
    }

}
