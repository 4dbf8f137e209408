// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The metrics of a span in version 2 of the API. */
@HttpExchange("/spans/{span}/metrics")
interface MetricExchange {

    @PostExchange
    Mono<JsonNode> create(@PathVariable("span") UUID span, @RequestBody JsonNode metric);

    @GetExchange
    Mono<JsonNode> list(@PathVariable("span") UUID span, @RequestParam("offset") int offset,
            @RequestParam("limit") int limit);

    @GetExchange("/{id}")
    Mono<JsonNode> get(@PathVariable("span") UUID span, @PathVariable("id") UUID id);

    @PatchExchange("/{id}")
    Mono<JsonNode> update(@PathVariable("span") UUID span, @PathVariable("id") UUID id, @RequestBody JsonNode change);

    @DeleteExchange("/{id}")
    Mono<Void> delete(@PathVariable("span") UUID span, @PathVariable("id") UUID id);

}
