// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What Local Opper's own parts write into the log of an application: nothing. */
class QuietLogTest {

    @TempDir
    private Path directory;

    @Test
    void startingServingAndStopping_logNothingAtInfoOrAbove() {
        List<LogRecord> records = new ArrayList<>();
        Handler handler = new Handler() {

            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.INFO.intValue()) {
                    records.add(record);
                }
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }

        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            String url = "jdbc:h2:file:" + this.directory.resolve("t").toAbsolutePath();
            for (int i = 0; i < 2; i++) {
                try (LocalOpper opper = LocalOpper.start(RunningOpper.settings().withDatabase(url))) {
                    new Api(opper.url()).span("{\"name\":\"x\"}");
                }
            }
        }
        finally {
            root.removeHandler(handler);
        }
        assertThat(records).extracting(LogRecord::getMessage).isEmpty();
    }

}
