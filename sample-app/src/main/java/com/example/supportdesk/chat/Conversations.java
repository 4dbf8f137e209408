// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Remembers which order a conversation is about; the oldest conversations are forgotten.
 */
@Component
final class Conversations {

    private static final int MOST = 1000;

    private final Map<String, String> lastOrders = new LinkedHashMap<>(16, 0.75F, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }

    };

    synchronized @Nullable String lastOrder(String conversationId) {
        return this.lastOrders.get(conversationId);
    }

    synchronized void remember(String conversationId, String orderNumber) {
        this.lastOrders.put(conversationId, orderNumber);
    }

}
