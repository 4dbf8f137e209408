// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What both versions of the API offer for traces. */
@HttpExchange("/traces")
interface TraceExchange {

    @GetExchange
    Mono<JsonNode> list(@RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam("offset") int offset, @RequestParam("limit") int limit);

    @GetExchange("/{id}")
    Mono<JsonNode> get(@PathVariable("id") UUID id);

    @DeleteExchange("/{id}")
    Mono<Void> delete(@PathVariable("id") UUID id);

}
