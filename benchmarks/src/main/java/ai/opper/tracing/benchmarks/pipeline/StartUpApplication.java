// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A small Boot application that says when it is ready. Knows nothing of the library. */
final class StartUpApplication {

    private StartUpApplication() {
    }

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Parts.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        application.run(args);
        long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long threads = Thread.getAllStackTraces()
            .keySet()
            .stream()
            .filter((thread) -> thread.getName().startsWith("opper"))
            .count();
        System.out.println(millis + " " + threads);
        System.exit(0);
    }

    /** Something for the application to make. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Parts {

        @Bean
        Greeter greeter() {
            return new Greeter();
        }

    }

    /** A bean like any other. */
    static class Greeter {

        String greet(String name) {
            return "Hello " + name;
        }

    }

}
