// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The events of a span in version 3 of the API, which stand for metrics. */
@HttpExchange("/spans/{span}/events")
interface EventExchange {

    @PostExchange
    Mono<JsonNode> create(@PathVariable("span") UUID span, @RequestBody JsonNode event);

    @GetExchange
    Mono<JsonNode> list(@PathVariable("span") UUID span);

}
