// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * An HTTP request.
 *
 * @param method the method
 * @param path the path below the base URL
 * @param body JSON, or {@code null} without a body
 */
@SuppressWarnings("ArrayRecordComponent")
record Message(HttpMethod method, String path, byte @Nullable [] body) {

    static Message get(String path) {
        return new Message(HttpMethod.GET, path, null);
    }

    static Message post(String path, byte[] body) {
        return new Message(HttpMethod.POST, path, body);
    }

    static Message patch(String path, byte[] body) {
        return new Message(HttpMethod.PATCH, path, body);
    }

}
