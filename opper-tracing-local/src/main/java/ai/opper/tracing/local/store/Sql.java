// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Statements over many rows at once; values reach the database as parameters only. */
final class Sql {

    private static final int CHUNK = 512;

    private final JdbcTemplate template;

    private final JdbcClient client;

    private final Dialect dialect;

    Sql(DataSource connections, Dialect dialect) {
        this.template = new JdbcTemplate(connections);
        this.client = JdbcClient.create(this.template);
        this.dialect = dialect;
    }

    Dialect dialect() {
        return this.dialect;
    }

    StatementSpec sql(String statement) {
        return this.client.sql(statement);
    }

    /** Takes free numbers for rows. */
    List<Long> numbers(int count) {
        return numbers("local_no", count);
    }

    List<Long> traceNumbers(int count) {
        return numbers("local_trace_no", count);
    }

    private List<Long> numbers(String sequence, int count) {
        if (count == 0) {
            return List.of();
        }
        return this.client.sql(this.dialect.nextNumbers(sequence)).param(count).query(Long.class).list();
    }

    int update(String statement, @Nullable Object... values) {
        return this.template.update(statement, values);
    }

    void batch(String statement, List<Object[]> rows, int[] types) {
        if (!rows.isEmpty()) {
            this.template.batchUpdate(statement, rows, types);
        }
    }

    /** Runs a query that has {@code in (:in)}, for some of the values at a time. */
    <T> List<T> in(String query, Collection<?> values, RowMapper<T> mapper) {
        List<T> all = new ArrayList<>();
        chunks(values).forEach((chunk) -> all.addAll(this.client.sql(query).param("in", chunk).query(mapper).list()));
        return all;
    }

    /** Runs a change that has {@code in (:in)}, for some of the values at a time. */
    int change(String statement, Collection<?> values) {
        return change(statement, values, Map.of());
    }

    int change(String statement, Collection<?> values, Map<String, @Nullable Object> parameters) {
        int count = 0;
        for (List<?> chunk : chunks(values)) {
            count += this.client.sql(statement).params(parameters).param("in", chunk).update();
        }
        return count;
    }

    void execute(String statement) {
        this.template.execute(statement);
    }

    // A statement for each length would be another text each time, and databases keep
    // what
    // they have prepared by its text: so there are lengths of 1, 2, 4 and so on.
    private static List<List<?>> chunks(Collection<?> values) {
        List<?> all = List.copyOf(values);
        List<List<?>> chunks = new ArrayList<>();
        for (int start = 0; start < all.size(); start += CHUNK) {
            chunks.add(filled(all.subList(start, Math.min(start + CHUNK, all.size()))));
        }
        return chunks;
    }

    private static List<?> filled(List<?> values) {
        List<Object> chunk = new ArrayList<>(values);
        while (Integer.bitCount(chunk.size()) > 1) {
            chunk.add(values.get(0));
        }
        return chunk;
    }

}
