// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What both versions of the API offer for spans. */
@HttpExchange("/spans")
interface SpanExchange {

    @PostExchange
    Mono<JsonNode> create(@RequestBody JsonNode span);

    @GetExchange("/{id}")
    Mono<JsonNode> get(@PathVariable("id") UUID id);

    @PatchExchange("/{id}")
    Mono<JsonNode> update(@PathVariable("id") UUID id, @RequestBody JsonNode change);

    @DeleteExchange("/{id}")
    Mono<Void> delete(@PathVariable("id") UUID id);

}
