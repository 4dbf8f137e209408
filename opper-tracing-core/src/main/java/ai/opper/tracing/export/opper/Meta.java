// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Set;

/**
 * The names under which {@code meta} carries what a version of the API has no field for.
 */
final class Meta {

    static final String SESSION_ID = "session_id";

    static final String USER_ID = "user_id";

    static final String TAGS = "tags";

    static final String EVENTS = "events";

    static final String FINDINGS = "findings";

    static final String CLIENT_SPAN_ID = "client_span_id";

    static final String METRICS = "metrics";

    static final String SCORE = "score";

    /** What a span learned after it was stored and version 3 does not let it change. */
    static final String LATE = "late";

    private static final Set<String> RESERVED_IN_V3 = Set.of(SESSION_ID, USER_ID, EVENTS, FINDINGS, CLIENT_SPAN_ID,
            METRICS, SCORE, LATE);

    private static final Set<String> RESERVED = Set.of(SESSION_ID, USER_ID, TAGS, EVENTS, FINDINGS);

    private Meta() {
    }

    /**
     * A key of the user's that is one of ours gets an underscore, so that both are kept.
     * So does one that would then be taken by another.
     */
    static String keyFor(String key) {
        return keyFor(key, RESERVED);
    }

    static String keyForV3(String key) {
        return keyFor(key, RESERVED_IN_V3);
    }

    private static String keyFor(String key, Set<String> reserved) {
        int end = key.length();
        while (end > 0 && key.charAt(end - 1) == '_') {
            end--;
        }
        return reserved.contains(key.substring(0, end)) ? key + '_' : key;
    }

}
