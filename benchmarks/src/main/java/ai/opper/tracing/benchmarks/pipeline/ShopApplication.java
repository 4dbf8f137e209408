// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import ai.opper.tracing.Traced;

/**
 * A web application that says at which port it is. Starts without the library, too: an
 * annotation whose class is missing is not there.
 */
final class ShopApplication {

    private ShopApplication() {
    }

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Parts.class);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "logging.level.root", "error"));
        ConfigurableApplicationContext context = application.run(args);
        System.out.println(context.getEnvironment().getProperty("local.server.port"));
    }

    /** The parts of the application. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Parts {

        @Bean
        Orders orders() {
            return new Orders();
        }

        @Bean
        Door door(Orders orders) {
            return new Door(orders);
        }

    }

    /** The traced method. Its result is about 1 KB of JSON. */
    static class Orders {

        private static final String NOTE = "n".repeat(900);

        @Traced
        public Order order(int number) {
            return new Order(number, "Grace Hopper", "compiler", NOTE);
        }

    }

    /** The web. */
    @RestController
    static class Door {

        private final Orders orders;

        Door(Orders orders) {
            this.orders = orders;
        }

        @GetMapping("/order/{number}")
        public Order order(@PathVariable("number") int number) {
            return this.orders.order(number);
        }

    }

    /**
     * What is answered.
     *
     * @param number its number
     * @param customer a name
     * @param article an article
     * @param note a text
     */
    record Order(int number, String customer, String article, String note) {
    }

}
