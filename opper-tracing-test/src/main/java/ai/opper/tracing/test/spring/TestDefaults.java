// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test.spring;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Properties that hold in a test unless the test itself says otherwise: below those of
 * the test's annotations, above those of the machine and of the application's files. So
 * neither a key in the environment of a developer nor one in a file sends anything.
 */
final class TestDefaults {

    private static final String NAME = "opperTracingTestDefaults";

    private static final String KEY = "opper.tracing.api-key";

    private static final String KEY_VARIABLE = "OPPER_API_KEY";

    private static final String OTLP = "opper.tracing.otlp.endpoint";

    private static final String LOCAL_OPPER = "opper.local.enabled";

    private static final Map<String, Object> SENDING_NOTHING = Map.of(KEY, "", KEY_VARIABLE, "", OTLP, "", LOCAL_OPPER,
            "false");

    private static final Map<String, Object> RECORDING_EVERYTHING = Map.of(KEY, "", KEY_VARIABLE, "", OTLP, "",
            LOCAL_OPPER, "false", "opper.tracing.sampling.probability", "1", "opper.tracing.sampling.follow-tracer",
            "false");

    private static final Log logger = LogFactory.getLog("ai.opper.tracing");

    private TestDefaults() {
    }

    static void addTo(ConfigurableEnvironment environment, boolean recorded) {
        boolean hadKey = hasKey(environment);
        MapPropertySource defaults = new MapPropertySource(NAME, recorded ? RECORDING_EVERYTHING : SENDING_NOTHING);
        MutablePropertySources sources = environment.getPropertySources();
        if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
            sources.addBefore(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, defaults);
        }
        else {
            sources.addFirst(defaults);
        }
        if (!recorded && hadKey && !hasKey(environment)) {
            logger.info("Spans of this test are not sent, since the key for Opper is not the test's own. To look at"
                    + " them, annotate the test with @OpperTracingTest. To send them all the same, set " + KEY
                    + " with @TestPropertySource.");
        }
    }

    private static boolean hasKey(PropertyResolver environment) {
        return StringUtils.hasLength(environment.getProperty(KEY))
                || StringUtils.hasLength(environment.getProperty(KEY_VARIABLE));
    }

}
