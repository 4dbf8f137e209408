// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import java.time.Clock;
import java.time.ZoneOffset;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

/** Starts the support desk. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class SupportDeskApplication {

    /**
     * Starts the application. With a key in {@code OPPER_API_KEY} a model answers.
     * @param args the command line
     */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(SupportDeskApplication.class);
        if (StringUtils.hasText(System.getenv("OPPER_API_KEY"))) {
            application.setAdditionalProfiles("opper");
        }
        application.run(args);
    }

    @Bean
    Clock clock(SupportDeskProperties properties) {
        return Clock.fixed(properties.today().atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

}
