// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the metadata of a span tell about the call of a model.
 *
 * @param model the model that answered, else the one that was asked for
 * @param requestedModel the model that was asked for
 * @param provider who runs it
 * @param parameters the parameters of the call, by the names that they have here
 * @param usage tokens
 * @param cost what the call has cost, in US dollars: as the span says, else as Opper's
 * gateway charged, else as it was estimated
 * @param responseId the provider's id of the answer
 * @param finishReason why the model stopped; several with commas
 */
record ModelCall(@Nullable String model, @Nullable String requestedModel, @Nullable String provider,
        ObjectNode parameters, Usage usage, @Nullable Double cost, @Nullable String responseId,
        @Nullable String finishReason) {

    private static final List<String> PARAMETERS = List.of("temperature", "top_p", "top_k", "max_output_tokens",
            "frequency_penalty", "presence_penalty");

    static ModelCall take(Metadata meta) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        for (String name : PARAMETERS) {
            JsonNode value = meta.take(name);
            if (value != null) {
                parameters.set(name, value);
            }
        }
        Double estimated = meta.takeDouble("estimated_cost");
        Double charged = meta.takeDouble("opper_cost");
        Double cost = meta.takeDouble("cost");
        return new ModelCall(meta.takeText("model"), meta.takeText("requested_model"), meta.takeText("provider"),
                parameters, Usage.take(meta), (cost != null) ? cost : (charged != null) ? charged : estimated,
                meta.takeText("response_id"), meta.takeText("finish_reason"));
    }

    /** A provider as the tables of providers have it. */
    static String providerWord(String provider) {
        return provider.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Tokens of a call.
     *
     * @param input sent
     * @param output generated
     * @param total both
     * @param cacheRead found in the provider's cache
     * @param cacheWrite put into it
     */
    record Usage(@Nullable Long input, @Nullable Long output, @Nullable Long total, @Nullable Long cacheRead,
            @Nullable Long cacheWrite) {

        static Usage take(Metadata meta) {
            return new Usage(meta.takeLong("input_tokens"), meta.takeLong("output_tokens"),
                    meta.takeLong("total_tokens"), meta.takeLong("cache_read_tokens"),
                    meta.takeLong("cache_write_tokens"));
        }

    }

}
