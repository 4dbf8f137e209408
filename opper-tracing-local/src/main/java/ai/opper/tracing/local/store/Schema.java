// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Brings the tables up to date. Each version is a script, common to both databases, and
 * one for what differs.
 */
final class Schema {

    private static final int VERSION = 1;

    private final JdbcTemplate jdbc;

    private final DataSource connections;

    private final Dialect dialect;

    Schema(DataSource connections, Dialect dialect) {
        this.connections = connections;
        this.dialect = dialect;
        this.jdbc = new JdbcTemplate(connections);
    }

    void bringUpToDate() {
        this.jdbc.execute("create table if not exists local_version (version integer not null)");
        int version = version();
        if (version > VERSION) {
            throw new IllegalStateException("a newer Local Opper has made it");
        }
        if (version < VERSION) {
            run("schema-1.sql", "schema-1-%s.sql".formatted(this.dialect.suffix()));
            this.jdbc.update("insert into local_version (version) values (?)", VERSION);
        }
    }

    private int version() {
        List<Integer> versions = this.jdbc.queryForList("select max(version) from local_version", Integer.class);
        return (versions.get(0) != null) ? versions.get(0) : 0;
    }

    private void run(String... scripts) {
        ResourceDatabasePopulator populator = new ResourceDatabasePopulator();
        for (String script : scripts) {
            populator
                .addScript(new ClassPathResource("ai/opper/tracing/local/db/" + script, Schema.class.getClassLoader()));
        }
        populator.execute(this.connections);
    }

}
