// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.woven;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Nothing in it knows that it is woven. */
@SpringBootApplication
public class WovenApplication {

    public static void main(String[] args) {
        SpringApplication.run(WovenApplication.class, args);
    }

}
