// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a span's meta says about the use of a model.
 *
 * @param inputTokens tokens that went in, or null
 * @param outputTokens tokens that came out, or null
 * @param totalTokens {@code total_tokens}, or input and output tokens together, or null
 * @param cost dollars, or null
 */
record Numbers(@Nullable Long inputTokens, @Nullable Long outputTokens, @Nullable Long totalTokens,
        @Nullable Double cost) {

    private static final Numbers NONE = new Numbers(null, null, null, null);

    private static final BigDecimal LIMIT = new BigDecimal("1e15");

    static Numbers of(@Nullable ObjectNode meta) {
        if (meta == null) {
            return NONE;
        }
        Long input = whole(first(meta, List.of("input_tokens", "prompt_tokens")));
        Long output = whole(first(meta, List.of("output_tokens", "completion_tokens")));
        Long total = whole(first(meta, List.of("total_tokens")));
        BigDecimal cost = first(meta, List.of("cost", "total_cost", "estimated_cost"));
        return new Numbers(input, output, (total != null) ? total : Columns.sum(input, output),
                (cost != null) ? Double.valueOf(cost.doubleValue()) : null);
    }

    Numbers plus(Numbers more) {
        return new Numbers(Columns.sum(this.inputTokens, more.inputTokens),
                Columns.sum(this.outputTokens, more.outputTokens), Columns.sum(this.totalTokens, more.totalTokens),
                Columns.sum(this.cost, more.cost));
    }

    private static @Nullable Long whole(@Nullable BigDecimal number) {
        return (number != null) ? Long.valueOf(number.longValue()) : null;
    }

    // The client's numbers are not ours to trust: what would overflow a sum is no count.
    private static @Nullable BigDecimal first(ObjectNode meta, List<String> keys) {
        for (String key : keys) {
            JsonNode value = meta.get(key);
            if (value != null && value.isNumber() && value.decimalValue().abs().compareTo(LIMIT) < 0) {
                return value.decimalValue();
            }
        }
        return null;
    }

}
