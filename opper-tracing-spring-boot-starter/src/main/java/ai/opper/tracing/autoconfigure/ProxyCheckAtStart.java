// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import ai.opper.tracing.aspect.check.ApplicationClasses;
import ai.opper.tracing.aspect.check.ProxyCheck;
import ai.opper.tracing.aspect.check.UnseenMethod;
import ai.opper.tracing.autoconfigure.OpperTracingProperties.ProxyCheckMode;

/**
 * Says at the start which traced methods of the application no proxy can see, once all
 * singletons are there. The classes are read while these are made.
 */
final class ProxyCheckAtStart implements BeanFactoryPostProcessor, SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private final ConfigurableListableBeanFactory beans;

    private final ProxyCheckMode mode;

    private @Nullable ApplicationClasses classes;

    /**
     * Makes the check. It comes before all beans, so no bean says how.
     * @param beans the beans
     * @param environment says what shall happen
     */
    ProxyCheckAtStart(ConfigurableListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.mode = Binder.get(environment)
            .bind("opper.tracing.proxy-check", ProxyCheckMode.class)
            .orElse(ProxyCheckMode.WARN);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        if (this.mode != ProxyCheckMode.OFF && AutoConfigurationPackages.has(this.beans)) {
            this.classes = ApplicationClasses.read(AutoConfigurationPackages.get(this.beans),
                    this.beans.getBeanClassLoader());
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        ApplicationClasses read = this.classes;
        this.classes = null;
        if (read != null) {
            report(ProxyCheck.findUnseen(this.beans, read));
        }
    }

    private void report(List<UnseenMethod> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        String report = reportOf(unseen);
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
