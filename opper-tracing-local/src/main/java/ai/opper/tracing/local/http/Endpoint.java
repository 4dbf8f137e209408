// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

/** What one route does. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers a call, on a thread that may block.
     * @param call the request
     * @return the answer
     * @throws ApiException for an error with a status of its own; whatever else is thrown
     * becomes a status by its type
     */
    Answer answer(Call call);

}
