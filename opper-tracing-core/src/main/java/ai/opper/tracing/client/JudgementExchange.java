// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.UUID;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What only version 2 of the API offers for spans. */
@HttpExchange("/spans/{id}")
interface JudgementExchange {

    @PostExchange("/save_examples")
    Mono<JsonNode> saveExamples(@PathVariable("id") UUID id);

    @PostExchange("/feedback")
    Mono<JsonNode> feedback(@PathVariable("id") UUID id, @RequestBody JsonNode feedback);

}
