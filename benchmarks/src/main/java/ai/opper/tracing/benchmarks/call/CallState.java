// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import ai.opper.tracing.span.Ledger;

/** An application context with a shop in it, for one benchmark. */
final class CallState implements AutoCloseable {

    private final @Nullable ConfigurableApplicationContext context;

    private final Shop shop;

    private CallState(@Nullable ConfigurableApplicationContext context, Shop shop) {
        this.context = context;
        this.shop = shop;
    }

    static CallState without() {
        return new CallState(null, new Shop());
    }

    static CallState of(Class<?> configuration, String... properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration)
            .web(WebApplicationType.NONE)
            .properties("spring.main.banner-mode=off", "logging.level.root=error", "otel.traces.exporter=none",
                    "otel.metrics.exporter=none", "otel.logs.exporter=none")
            .properties(properties)
            .run();
        return new CallState(context, context.getBean("shop", Shop.class));
    }

    Shop shop() {
        return this.shop;
    }

    /** Says what became of the spans: a call whose span is dropped costs less. */
    @Override
    public void close() {
        if (this.context == null) {
            return;
        }
        Ledger ledger = this.context.getBeanProvider(Ledger.class).getIfAvailable();
        if (ledger != null && ledger.created() > 0) {
            System.out.printf(Locale.ROOT, "%,d spans and metrics, of which %.1f %% were dropped%n", ledger.created(),
                    100.0 * ledger.dropped() / ledger.created());
        }
        this.context.close();
    }

}
