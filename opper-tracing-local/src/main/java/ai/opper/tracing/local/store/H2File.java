// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.List;

/**
 * How H2 treats its file: confirmed changes are appended at once, and space is used again
 * soon.
 */
final class H2File {

    // Old versions of pages stay for so long that the file was synced meanwhile, which
    // the writer does every two seconds.
    private static final int RETENTION_MILLIS = 5000;

    // Payloads below this size are stored with their row, and not as objects of their
    // own.
    private static final int INPLACE_CHARACTERS = 64 * 1024;

    private H2File() {
    }

    static void configure(Sql sql) {
        for (String setting : List.of("set retention_time " + RETENTION_MILLIS,
                "set max_length_inplace_lob " + INPLACE_CHARACTERS)) {
            sql.execute(setting);
        }
    }

}
