// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

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

}
