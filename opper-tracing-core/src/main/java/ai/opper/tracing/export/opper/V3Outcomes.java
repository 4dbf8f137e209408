// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;

/** What only version 3 can answer, or fail to. */
final class V3Outcomes {

    /** A span may become visible a moment after it was stored. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 4;

    /** Takes about a minute, in which a running span is opened by its own service. */
    private static final int PARENT_ATTEMPTS = 8;

    private V3Outcomes() {
    }

    /**
     * Whether the API has no place for spans at all: a root cannot hang under anything
     * that is unknown.
     */
    static boolean isOtherVersion(ExportRequest.Create create, HttpStatusCode status) {
        boolean missing = status.isSameCodeAs(HttpStatus.NOT_FOUND)
                || status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED);
        return missing && create.span().isRoot();
    }

    static ExportResult otherVersion(HttpStatusCode status) {
        return ExportResult.Retry
            .later("the API has no /v3/spans (" + status.value() + "): it does not speak version 3;"
                    + " set opper.tracing.api-version=v2, or the address of an API that does", null);
    }

    static ExportResult noId() {
        return ExportResult.Retry.later("the API answered with success and without the id of the new span", null);
    }

    static ExportResult unknownParent(ExportRequest.Create create) {
        return create.parentElsewhere() ? ExportResult.Retry.limited(
                "the API does not know the span of another service that a span hangs under", null, PARENT_ATTEMPTS, 0)
                : ExportResult.Retry.limited("the API does not show the stored span that a span hangs under", PAUSE,
                        ATTEMPTS, 0);
    }

    static ExportResult unknownSpan() {
        return ExportResult.Retry.limited("the API does not show a span that it has stored;"
                + " its account may have no retention rule for traces", PAUSE, ATTEMPTS, 0);
    }

}
