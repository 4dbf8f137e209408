// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.netty.channel.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;

import ai.opper.tracing.export.ExportRequest;
import ai.opper.tracing.export.ExportResult;
import ai.opper.tracing.export.ExportResult.Retry;
import ai.opper.tracing.export.ExportResult.Trouble;

/** What an answer of the API means for the span it answers for. */
final class Outcomes {

    /**
     * Proxies and gateways use many more of the 5xx than the API does; these two say that
     * the request itself will never do. 407 comes from a proxy as well.
     */
    private static final Set<Integer> NEVER = Set.of(501, 505);

    private static final Set<Integer> LATER = Set.of(407, 408, 425, 429);

    private static final Set<Integer> OVERLOADED = Set.of(429, 503);

    /** A span may become visible to the metrics endpoint a moment after it was stored. */
    private static final Duration METRIC_PAUSE = Duration.ofSeconds(1);

    private static final int METRIC_ATTEMPTS = 4;

    /** Takes about a minute, in which a running span is opened by its own service. */
    private static final int PARENT_ATTEMPTS = 8;

    private static final int MAX_CAUSES = 20;

    private static final int CONFLICT = 409;

    private static final int NOT_FOUND = 404;

    private static final int TOO_LARGE = 413;

    private Outcomes() {
    }

    static ExportResult of(ExportRequest request, int status, ClientResponse.Headers headers, byte[] body) {
        boolean isNew = !(request instanceof ExportRequest.Complete);
        if (status == CONFLICT || (isNew && isRefusal(status) && ErrorBody.saysThatItExists(body))) {
            return ExportResult.storedBefore();
        }
        if (request instanceof ExportRequest.Create create && create.parentElsewhere()
                && (isRefusal(status) || status == NOT_FOUND)) {
            return Retry.limited("the API does not know the span of another service that a span hangs under", null,
                    PARENT_ATTEMPTS, status);
        }
        if (status == NOT_FOUND && request instanceof ExportRequest.AddMetric) {
            return Retry.limited("the API does not know the span of a metric (404)", METRIC_PAUSE, METRIC_ATTEMPTS,
                    status);
        }
        ExportResult later = later(status, headers);
        boolean forPayload = isRefusal(status) || status == TOO_LARGE;
        return (later != null) ? later : new ExportResult.Rejected(rejection(request, status), status, forPayload);
    }

    private static @Nullable ExportResult later(int status, ClientResponse.Headers headers) {
        if (status == 401 || status == 403) {
            return later("the API answered " + status + ": it does not accept the key", null, Trouble.UNAUTHORIZED,
                    status);
        }
        if (isRedirect(status)) {
            return later(
                    "the API's address answered " + status + ", which leads elsewhere; set the address it leads to",
                    null, Trouble.FAILING, status);
        }
        if (LATER.contains(status) || (status >= 500 && !NEVER.contains(status))) {
            Trouble trouble = OVERLOADED.contains(status) ? Trouble.OVERLOADED : Trouble.FAILING;
            return later("the API answered " + status, retryAfter(headers), trouble, status);
        }
        return null;
    }

    private static Retry later(String reason, @Nullable Duration after, Trouble trouble, int status) {
        return new Retry(reason, after, Integer.MAX_VALUE, trouble, status);
    }

    private static String rejection(ExportRequest request, int status) {
        String what = (request instanceof ExportRequest.AddMetric) ? "a metric" : "a span";
        String why = (status == NOT_FOUND && request instanceof ExportRequest.Complete)
                ? "; it had stored the span before, so tracing may be off for this account" : "";
        return "the API refused " + what + " with " + status + why;
    }

    private static boolean isRefusal(int status) {
        return status == 400 || status == 422;
    }

    private static boolean isRedirect(int status) {
        return status >= 300 && status < 400;
    }

    /** RFC 9110, section 10.2.3: seconds or a date. */
    private static @Nullable Duration retryAfter(ClientResponse.Headers headers) {
        String value = headers.asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Long.parseLong(value.strip()));
        }
        catch (NumberFormatException notSeconds) {
            return untilDate(value.strip());
        }
    }

    private static @Nullable Duration untilDate(String value) {
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Duration.between(Instant.now(), date);
        }
        catch (DateTimeParseException notADate) {
            return null;
        }
    }

    /** Somebody else answers, such as the sign-in page of a network. */
    static ExportResult foreign() {
        return Retry.later("something that is not Opper's API answered with success and without a JSON object", null);
    }

    static ExportResult ofFailure(Throwable failure) {
        if (isAmongCauses(failure, UnknownHostException.class)) {
            return Retry.later("the API's host name cannot be resolved", null);
        }
        if (hasNotArrived(failure)) {
            return Retry.later("nobody answers at the API's address (connection refused or timed out)", null);
        }
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < MAX_CAUSES; depth++) {
            root = root.getCause();
        }
        boolean late = root instanceof TimeoutException || root instanceof io.netty.handler.timeout.TimeoutException;
        return later("the request failed (" + root.getClass().getSimpleName() + ")", null,
                late ? Trouble.OVERLOADED : Trouble.FAILING, 0);
    }

    /** Whether the request cannot have been carried out. */
    static boolean hasNotArrived(Throwable failure) {
        return isAmongCauses(failure, ConnectException.class) || isAmongCauses(failure, UnknownHostException.class)
                || isAmongCauses(failure, ConnectTimeoutException.class);
    }

    private static boolean isAmongCauses(Throwable failure, Class<? extends Throwable> type) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < MAX_CAUSES; depth++) {
            if (type.isInstance(each)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

}
