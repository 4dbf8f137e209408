// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.util.UUID;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Local Opper with an empty database in memory for the tests of one class. */
final class RunningOpper implements BeforeAllCallback, AfterAllCallback {

    private LocalOpper opper;

    private Api api;

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

    @Override
    public void beforeAll(ExtensionContext context) {
        this.opper = LocalOpper.start(settings());
        this.api = new Api(this.opper.url());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        this.opper.close();
    }

}
