// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

import ai.opper.tracing.observation.SpanRecording;

/**
 * Tells at start-up which spans lose their parents because propagation was turned off.
 */
final class PropagationReport implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private final SpanRecording recording;

    private final Environment environment;

    private final ListableBeanFactory beans;

    PropagationReport(SpanRecording recording, Environment environment, ListableBeanFactory beans) {
        this.recording = recording;
        this.environment = environment;
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (this.recording.settings().samplingProbability() == 0) {
            return;
        }
        String lost = Stream.of(PropagationSetting.values())
            .filter((setting) -> setting.isTurnedOff(this.environment) && matters(setting))
            .map((setting) -> setting.explanation(this.environment))
            .collect(Collectors.joining(" "));
        if (!lost.isEmpty()) {
            logger.warn("Some spans will not find their parents. " + lost);
        }
    }

    /** Reactor is always there, for it is what exports spans. */
    private boolean matters(PropagationSetting setting) {
        if (setting != PropagationSetting.TASKS) {
            return setting.isOfUse();
        }
        return this.beans.getBeanNamesForType(Executor.class, true, false).length > 0;
    }

}
