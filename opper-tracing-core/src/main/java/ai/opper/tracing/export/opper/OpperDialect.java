// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import org.springframework.http.HttpMethod;

import ai.opper.tracing.export.ExportRequest;

/** How a version of Opper's API wants to be asked. */
interface OpperDialect {

    /**
     * Puts a request into the API's words.
     * @param request what is to be done
     * @return the message to send
     */
    Message message(ExportRequest request);

    /**
     * An HTTP request.
     *
     * @param method the method
     * @param path the path below the base URL
     * @param body JSON
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Message(HttpMethod method, String path, byte[] body) {
    }

}
