// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import reactor.core.publisher.Mono;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;

/** How a version of Opper's API wants to be asked. */
interface OpperDialect {

    /**
     * Carries a request out, with as many HTTP requests as that takes.
     * @param request what is to be done
     * @return what became of it, never an error
     * @throws RuntimeException when the request cannot be written as JSON, so that no
     * attempt can succeed
     */
    Mono<ExportResult> export(ExportRequest request);

}
