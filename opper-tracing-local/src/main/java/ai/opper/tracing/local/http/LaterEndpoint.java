// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.util.concurrent.CompletionStage;

/** What one route does when its answer takes a while that no thread should wait for. */
@FunctionalInterface
public interface LaterEndpoint {

    /**
     * Begins to answer a call, on a thread that may block.
     * @param call the request
     * @return the answer, on whatever thread
     * @throws ApiException for an error with a status of its own; whatever else is thrown
     * or ends the stage becomes a status by its type
     */
    CompletionStage<Answer> answer(Call call);

}
