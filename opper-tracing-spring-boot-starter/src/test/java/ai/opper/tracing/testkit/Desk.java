// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.testkit;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ai.opper.tracing.Traced;

/** An application that is traced, also while it starts. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Desk {

    @Bean
    Answers answers() {
        return new Answers();
    }

    @Bean
    ApplicationRunner warmUp(Answers answers) {
        return (arguments) -> answers.answer("warm up");
    }

    static class Answers {

        @Traced("answer")
        public String answer(String question) {
            return "Thank you for asking: " + question;
        }

    }

}
