// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.weaving;

import com.example.woven.Letters;
import com.example.woven.WovenApplication;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import ai.opper.tracing.test.FakeOpperApi;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that the AspectJ Maven plugin has woven. */
class CompileTimeWeavingIT {

    @AutoClose
    private final FakeOpperApi api = FakeOpperApi.start();

    @Test
    void callsThatProxiesCannotSee_areRecordedOnceAndTheProxyCheckIsSilent() {
        try (ConfigurableApplicationContext context = SpringApplication.run(WovenApplication.class,
                LetterSpans.arguments(this.api))) {
            Letters letters = context.getBean(Letters.class);
            assertThat(AopUtils.isAopProxy(letters)).isTrue();
            letters.write("Ada");
        }
        LetterSpans.assertStored(this.api);
    }

}
