// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to what the library logs while a test runs. */
public final class RecordedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("ai.opper.tracing");

    private final Level levelBefore = this.logger.getLevel();

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public RecordedLog(Level level) {
        this.logger.setLevel(level);
        setLevel(Level.ALL);
        this.logger.addHandler(this);
        this.logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord record) {
        this.records.add(record);
    }

    public List<String> messages(Level level) {
        return this.records.stream()
            .filter((each) -> each.getLevel().equals(level))
            .map(LogRecord::getMessage)
            .toList();
    }

    /** Everything that was said, with whatever was thrown. */
    public String everything() {
        StringBuilder all = new StringBuilder();
        this.records.forEach((each) -> all.append(each.getMessage()).append(each.getThrown()).append('\n'));
        return all.toString();
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
        this.logger.removeHandler(this);
        this.logger.setUseParentHandlers(true);
        this.logger.setLevel(this.levelBefore);
    }

}
