// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import java.time.Clock;
import java.time.ZoneOffset;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the support desk. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class SupportDeskApplication {

    /**
     * Starts the application.
     * @param args the command line
     */
    public static void main(String[] args) {
        SpringApplication.run(SupportDeskApplication.class, args);
    }

    @Bean
    Clock clock(SupportDeskProperties properties) {
        return Clock.fixed(properties.today().atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

}
