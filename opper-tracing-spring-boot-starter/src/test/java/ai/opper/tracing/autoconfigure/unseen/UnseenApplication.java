// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.unseen;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.Traced;

/** An application with two mistakes. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
public class UnseenApplication {

    @Bean
    Shelf shelf() {
        return new Shelf();
    }

    /** Calls itself, and hides something. */
    public static class Shelf {

        public String read() {
            return find("a") + dust();
        }

        @Traced
        public String find(String title) {
            return title;
        }

        @Traced
        private String dust() {
            return "dust";
        }

    }

}
