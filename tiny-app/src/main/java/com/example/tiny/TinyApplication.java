// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.tiny;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as Spring Initializr would make it. */
@SpringBootApplication
public class TinyApplication {

    public static void main(String[] args) {
        SpringApplication.run(TinyApplication.class, args);
    }

}
