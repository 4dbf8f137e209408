// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import ai.opper.tracing.local.http.Answer;
import ai.opper.tracing.local.http.Call;
import ai.opper.tracing.local.store.SessionStore;
import ai.opper.tracing.local.store.SessionStore.Position;
import ai.opper.tracing.local.store.SessionStore.Session;
import ai.opper.tracing.local.store.SessionStore.Sessions;
import org.jspecify.annotations.Nullable;

/** {@code /local/api/sessions}. */
final class SessionCalls {

    private final SessionStore sessions;

    SessionCalls(SessionStore sessions) {
        this.sessions = sessions;
    }

    void addTo(Described api) {
        api.get("/sessions", "Lists sessions that have a matching trace, latest activity first", this::list)
            .filters()
            .query("cursor", "next of another answer")
            .query("limit", "how many at most, up to 500; 100")
            .query("count", "true: count all that match")
            .answers(SessionListAnswer.class);
    }

    private Answer list(Call call) {
        Sessions found = this.sessions.list(Filters.of(call), position(call.query("cursor")),
                call.query("limit", 100, 1, TraceCalls.MAX_LIMIT), "true".equals(call.query("count")));
        return Answer.ok(new SessionListAnswer(found.items(), cursor(found.next()), found.total(), false));
    }

    private static @Nullable Position position(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            return new Position(Long.parseLong(text.substring(0, Math.max(0, bar))), text.substring(bar + 1));
        }
        catch (IllegalArgumentException ex) {
            throw Filters.invalid("cursor", "must be the 'next' of another answer");
        }
    }

    private static @Nullable String cursor(@Nullable Position position) {
        if (position == null) {
            return null;
        }
        byte[] text = (position.lastUs() + "|" + position.session()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    record SessionListAnswer(List<Session> data, @Nullable String next, @Nullable Long total, boolean totalCapped) {
    }

}
