// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Takes messages from the web. */
@RestController
final class ChatController {

    private final SupportDesk supportDesk;

    ChatController(SupportDesk supportDesk) {
        this.supportDesk = supportDesk;
    }

    @PostMapping("/api/chat")
    Reply chat(@RequestBody ChatRequest request) {
        return this.supportDesk.ask(request, "web");
    }

    @PostMapping(path = "/api/chat/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<Piece> stream(@RequestBody ChatRequest request) {
        return this.supportDesk.stream(request, "web").map(Piece::new);
    }

    /**
     * A piece of an answer.
     *
     * @param text the next words
     */
    record Piece(String text) {
    }

}
