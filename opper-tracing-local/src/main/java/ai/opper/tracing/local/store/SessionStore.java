// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads sessions: the traces that belong to one conversation, taken together. */
public final class SessionStore {

    private final Sql sql;

    private final JsonMapper json;

    SessionStore(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * Lists the sessions that have a matching trace, latest activity first.
     * @param filter what one of their traces must match
     * @param after where the last page ended, or null
     * @param limit how many at most
     * @param counted whether all are counted
     * @return the page
     */
    public Sessions list(TraceFilter filter, @Nullable Position after, int limit, boolean counted) {
        TraceConditions conditions = TraceConditions.of(filter, this.sql);
        String matching = """
                select t.session_id, max(t.start_us) as last_us from local_trace t where t.session_id is not null%s
                group by t.session_id""".formatted(conditions.and());
        String later = (after == null) ? ""
                : "where m.last_us < :last or (m.last_us = :last and m.session_id > :session)";
        List<Position> found = conditions.statement("""
                select m.session_id, m.last_us from (%s) m %s order by m.last_us desc, m.session_id
                fetch first :limit rows only""".formatted(matching, later))
            .param("last", (after != null) ? after.lastUs() : null)
            .param("session", (after != null) ? after.session() : null)
            .param("limit", limit + 1)
            .query((row, number) -> new Position(row.getLong("last_us"), row.getString("session_id")))
            .list();
        boolean more = found.size() > limit;
        List<Position> shown = more ? found.subList(0, limit) : found;
        Long total = !counted ? null
                : conditions.statement("select count(*) from (%s) m".formatted(matching)).query(Long.class).single();
        return new Sessions(read(shown), more ? shown.get(limit - 1) : null, total);
    }

    private List<Session> read(List<Position> positions) {
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        positions.forEach((position) -> lines.put(position.session(), new ArrayList<>()));
        this.sql.in("""
                select t.session_id, t.user_id, t.start_us, t.status, t.total_tokens, t.cost, t.duration_us, t.feedback,
                  d.input_preview, d.facts
                from local_trace t join local_trace_detail d on d.trace_no = t.no where t.session_id in (:in)""",
                lines.keySet(),
                (row, number) -> lines.computeIfAbsent(row.getString("session_id"), (session) -> new ArrayList<>())
                    .add(line(row)));
        List<Session> sessions = new ArrayList<>();
        lines.forEach((session, all) -> {
            if (!all.isEmpty()) {
                all.sort(Comparator.comparing(Line::startUs));
                sessions.add(summary(session, all));
            }
        });
        return sessions;
    }

    private Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong("start_us"), row.getString("user_id"), TraceStatus.ofCode(row.getInt("status")),
                Columns.longOrNull(row, "total_tokens"), Columns.doubleOrNull(row, "cost"),
                Columns.longOrNull(row, "duration_us"), Columns.doubleOrNull(row, "feedback"),
                row.getString("input_preview"),
                TraceFacts.read(String.valueOf(row.getString("facts")), this.json).services());
    }

    private static Session summary(String session, List<Line> lines) {
        Line first = lines.get(0);
        Line last = lines.get(lines.size() - 1);
        Long tokens = null;
        Double cost = null;
        Double feedback = null;
        long duration = 0;
        String user = null;
        Set<String> services = new LinkedHashSet<>();
        for (Line line : lines) {
            tokens = Columns.sum(tokens, line.tokens());
            cost = Columns.sum(cost, line.cost());
            duration += (line.durationUs() != null) ? line.durationUs() : 0;
            feedback = (line.feedback() != null) ? line.feedback() : feedback;
            user = (line.user() != null) ? line.user() : user;
            services.addAll(line.services());
        }
        return new Session(session, user, Columns.instant(first.startUs()), Columns.instant(last.startUs()),
                lines.size(), lines.stream().filter((line) -> line.status() == TraceStatus.ERROR).count(),
                lines.stream().filter((line) -> line.status() == TraceStatus.RUNNING).count(), tokens, cost, duration,
                first.input(), last.input(), List.copyOf(services), feedback);
    }

    private record Line(long startUs, @Nullable String user, TraceStatus status, @Nullable Long tokens,
            @Nullable Double cost, @Nullable Long durationUs, @Nullable Double feedback, @Nullable String input,
            Set<String> services) {
    }

    /**
     * A place in the list.
     *
     * @param lastUs the session's latest start
     * @param session the session
     */
    public record Position(long lastUs, String session) {
    }

    /**
     * Some sessions.
     *
     * @param items the sessions
     * @param next where the next page begins, or null at the end
     * @param total how many match, or null when it was not asked for
     */
    public record Sessions(List<Session> items, @Nullable Position next, @Nullable Long total) {
    }

    /**
     * A session.
     *
     * @param session its id
     * @param user the latest user, or null
     * @param startTime when its first trace began
     * @param lastTime when its last trace began
     * @param traceCount how many traces it has
     * @param errorCount how many failed
     * @param runningCount how many run
     * @param totalTokens tokens in all, or null
     * @param cost dollars in all, or null
     * @param durationUs microseconds that its traces took together
     * @param inputPreview what its first trace was asked, or null
     * @param lastPreview what its last trace was asked, or null
     * @param services the services it ran through
     * @param feedback the latest feedback, or null
     */
    public record Session(String session, @Nullable String user, Instant startTime, Instant lastTime, long traceCount,
            long errorCount, long runningCount, @Nullable Long totalTokens, @Nullable Double cost, long durationUs,
            @Nullable String inputPreview, @Nullable String lastPreview, List<String> services,
            @Nullable Double feedback) {
    }

}
