// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.loadtime;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Compiled as usual, and woven by the agent if there is one. */
@SpringBootApplication
public class LoadTimeApplication {

    public static void main(String[] args) {
        try (ConfigurableApplicationContext context = SpringApplication.run(LoadTimeApplication.class, args)) {
            context.getBean(Letters.class).write("Ada");
        }
    }

}
