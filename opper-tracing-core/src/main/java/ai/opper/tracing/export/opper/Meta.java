// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.Set;

/**
 * The names under which {@code meta} carries what version 2 of the API has no field for.
 */
final class Meta {

    static final String SESSION_ID = "session_id";

    static final String USER_ID = "user_id";

    static final String TAGS = "tags";

    static final String EVENTS = "events";

    static final String FINDINGS = "findings";

    private static final Set<String> RESERVED = Set.of(SESSION_ID, USER_ID, TAGS, EVENTS, FINDINGS);

    private Meta() {
    }

    /**
     * A key of the user's that is one of ours gets an underscore, so that both are kept.
     * So does one that would then be taken by another.
     */
    static String keyFor(String key) {
        int end = key.length();
        while (end > 0 && key.charAt(end - 1) == '_') {
            end--;
        }
        return RESERVED.contains(key.substring(0, end)) ? key + '_' : key;
    }

}
