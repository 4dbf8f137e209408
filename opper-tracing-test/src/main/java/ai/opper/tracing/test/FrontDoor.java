// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lets a request in when it has the right key, and finds the dialect that answers it. Its
 * owner guards it.
 */
final class FrontDoor {

    private final List<Dialect> dialects;

    private @Nullable String apiKey;

    FrontDoor(List<Dialect> dialects) {
        this.dialects = dialects;
    }

    void requireKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    Answer answer(ReceivedRequest request) {
        Dialect dialect = dialect(request.path());
        try {
            checkKey(request);
            if (!dialect.speaks(request.path())) {
                throw Refusal.unknown("resource", request.path());
            }
            return dialect.answer(request);
        }
        catch (Refusal refusal) {
            return dialect.refuse(refusal);
        }
    }

    private Dialect dialect(String path) {
        return this.dialects.stream()
            .filter((candidate) -> candidate.speaks(path))
            .findFirst()
            .orElse(this.dialects.get(0));
    }

    private void checkKey(ReceivedRequest request) {
        if (this.apiKey == null) {
            return;
        }
        String given = request.authorization();
        if (given == null) {
            throw Refusal.unauthorized("The request has no Authorization header.");
        }
        if (!given.equals("Bearer " + this.apiKey)) {
            throw Refusal.unauthorized("The Authorization header is not 'Bearer ' and the right key.");
        }
    }

}
