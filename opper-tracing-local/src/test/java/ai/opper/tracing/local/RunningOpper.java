// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.UUID;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Local Opper with an empty database for the tests of one class. */
final class RunningOpper implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private LocalOpper opper;

    private Api api;

    private TestDatabase.Created database;

    static String memory() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    static LocalOpperSettings settings() {
        return LocalOpperSettings.defaults().withPort(0).withDatabase(memory());
    }

    Api api() {
        return this.api;
    }

    LocalOpper opper() {
        return this.opper;
    }

    static RunningOpper on(TestDatabase database) {
        RunningOpper running = new RunningOpper();
        running.start(database);
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(TestDatabase.H2);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void start(TestDatabase kind) {
        this.database = kind.create();
        this.opper = LocalOpper.start(settings().withDatabase(this.database.url()));
        this.api = new Api(this.opper.url());
    }

    @Override
    public void close() {
        if (this.opper != null) {
            this.opper.close();
            this.database.close();
        }
    }

}
