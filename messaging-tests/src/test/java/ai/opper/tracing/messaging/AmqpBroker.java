// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.messaging;

import java.util.Map;

import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.port.AmqpPort;

/** A broker that speaks RabbitMQ's protocol and keeps everything in memory. */
final class AmqpBroker extends SystemLauncherListener.DefaultSystemLauncherListener implements AutoCloseable {

    private final SystemLauncher launcher = new SystemLauncher(this);

    private SystemConfig<?> system;

    static AmqpBroker start() throws Exception {
        AmqpBroker broker = new AmqpBroker();
        broker.launcher.startup(Map.of(SystemConfig.TYPE, "Memory", SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                AmqpBroker.class.getResource("/amqp-broker.json").toString(), SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                false));
        return broker;
    }

    @Override
    public void onContainerResolve(SystemConfig<?> systemConfig) {
        this.system = systemConfig;
    }

    int port() {
        return this.system.getContainer()
            .getChildren(Port.class)
            .stream()
            .map(AmqpPort.class::cast)
            .findFirst()
            .orElseThrow()
            .getBoundPort();
    }

    @Override
    public void close() {
        this.launcher.shutdown();
    }

}
