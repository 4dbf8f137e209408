// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

import ai.opper.tracing.aspect.check.ProxyCheck;
import ai.opper.tracing.aspect.check.UnseenMethod;
import ai.opper.tracing.autoconfigure.OpperTracingProperties.ProxyCheckMode;

/**
 * Says at the start which traced methods of the application no proxy can see, once all
 * singletons are there.
 */
final class ProxyCheckAtStart implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private final ConfigurableListableBeanFactory beans;

    private final ProxyCheckMode mode;

    ProxyCheckAtStart(ConfigurableListableBeanFactory beans, ProxyCheckMode mode) {
        this.beans = beans;
        this.mode = mode;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (this.mode == ProxyCheckMode.OFF || !AutoConfigurationPackages.has(this.beans)) {
            return;
        }
        long start = System.nanoTime();
        List<UnseenMethod> unseen = ProxyCheck.findUnseen(this.beans, AutoConfigurationPackages.get(this.beans));
        logger.debug("The proxy check took " + (System.nanoTime() - start) / 1_000_000 + " ms");
        if (!unseen.isEmpty()) {
            report(reportOf(unseen));
        }
    }

    private void report(String report) {
        if (this.mode == ProxyCheckMode.FAIL) {
            throw new UnseenMethodsException(report);
        }
        logger.warn(report + "\nSet opper.tracing.proxy-check=off to be told no more.");
    }

    private static String reportOf(List<UnseenMethod> unseen) {
        return unseen.stream()
            .map((each) -> "  - " + each.describe())
            .collect(Collectors.joining("\n", "Opper Tracing cannot see these calls of traced methods, since Spring's"
                    + " proxies do not see them:\n", ""));
    }

}
