// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import java.net.URI;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import ai.opper.tracing.client.OpperClient;

/**
 * Gives programs a client of the API that spans are sent to. It is made when somebody
 * asks for it.
 */
@AutoConfiguration(after = OpperExportAutoConfiguration.class)
@ConditionalOnBean(OpperConnectionDetails.class)
public final class OpperClientAutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    OpperClient opperClient(OpperTracingProperties properties, OpperConnectionDetails connection) {
        URI url = connection.baseUrl();
        if (url == null) {
            throw new IllegalStateException("There is no API for an OpperClient: " + connection.description()
                    + " is not available. See the log for the reason.");
        }
        return OpperClient.create(new TracingSettings(properties).exporter(url, connection.apiKey()));
    }

}
