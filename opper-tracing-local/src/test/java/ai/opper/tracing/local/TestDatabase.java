// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.junit.jupiter.api.Assumptions;

/**
 * The databases that every promise about stored data is kept on. PostgreSQL is tested
 * where {@code OPPER_TEST_POSTGRES_URL} names a server; each database is a schema of its
 * own there, and gone afterwards.
 */
public enum TestDatabase {

    /** In memory. */
    H2,

    /** On a server. */
    POSTGRESQL;

    private static final String URL = "OPPER_TEST_POSTGRES_URL";

    /**
     * Makes an empty database; skips the test where there is no server.
     * @return the database
     */
    public Created create() {
        if (this == H2) {
            return new Created(RunningOpper.memory(), null, null);
        }
        String server = System.getenv(URL);
        Assumptions.assumeTrue(server != null && !server.isBlank(),
                "PostgreSQL is not tested: set " + URL + " to a JDBC URL of a server");
        String schema = "opper_test_" + UUID.randomUUID().toString().replace("-", "");
        execute(server, "create schema " + schema);
        String separator = server.contains("?") ? "&" : "?";
        return new Created(server + separator + "currentSchema=" + schema, server, schema);
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * An empty database.
     *
     * @param url its JDBC URL
     * @param server the server it is on, or null
     * @param schema its schema, or null
     */
    public record Created(String url, String server, String schema) implements AutoCloseable {

        @Override
        public void close() {
            if (this.schema != null) {
                execute(this.server, "drop schema " + this.schema + " cascade");
            }
        }

    }

}
