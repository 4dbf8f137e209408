// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lists and sums need of a span's meta, kept in columns of their own.
 *
 * @param model the model's name, or null
 * @param serviceName the service's name, or null
 * @param totalTokens {@code total_tokens}, or input and output tokens together, or null
 */
record MetaColumns(@Nullable String model, @Nullable String serviceName, @Nullable Long totalTokens) {

    private static final BigDecimal LIMIT = new BigDecimal("1e15");

    static MetaColumns of(@Nullable ObjectNode meta) {
        if (meta == null) {
            return new MetaColumns(null, null, null);
        }
        return new MetaColumns(text(meta, "model"), text(meta, "service_name"), tokens(meta));
    }

    private static @Nullable Long tokens(ObjectNode meta) {
        Long total = number(meta, "total_tokens");
        Long input = number(meta, "input_tokens");
        Long output = number(meta, "output_tokens");
        if (total != null || (input == null && output == null)) {
            return total;
        }
        return ((input != null) ? input : 0) + ((output != null) ? output : 0);
    }

    private static @Nullable String text(ObjectNode meta, String key) {
        JsonNode value = meta.get(key);
        return (value != null && value.isString()) ? value.stringValue() : null;
    }

    // The client's numbers are not ours to trust: what would overflow a sum is no count.
    private static @Nullable Long number(ObjectNode meta, String key) {
        JsonNode value = meta.get(key);
        boolean usable = value != null && value.isNumber() && value.decimalValue().abs().compareTo(LIMIT) < 0;
        return usable ? Long.valueOf(value.decimalValue().longValue()) : null;
    }

}
