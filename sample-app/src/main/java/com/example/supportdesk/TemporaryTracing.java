// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import ai.opper.tracing.OpperTracer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** TEMPORARY: to be deleted as soon as the starter provides the {@link OpperTracer}. */
@Configuration(proxyBeanMethods = false)
class TemporaryTracing {

    @Bean
    OpperTracer opperTracer() {
        return OpperTracer.noop();
    }

}
