// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.springai;

import java.util.Objects;

import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.ImageModelObservationContext;

import ai.opper.tracing.Span;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.observation.ai.ContentContextMapper;
import ai.opper.tracing.observation.ai.ModelWords;

/** A picture that a model makes. The picture itself is not recorded, only its address. */
public final class ImageContextMapper extends ContentContextMapper<ImageModelObservationContext> {

    /**
     * Makes a mapper.
     * @param includeContent whether the prompt and the addresses of pictures are recorded
     */
    public ImageContextMapper(boolean includeContent) {
        super(ImageModelObservationContext.class, SpanType.LLM, includeContent);
    }

    @Override
    protected String nameOf(ImageModelObservationContext context) {
        ImageOptions options = context.getRequest().getOptions();
        String model = (options != null) ? options.getModel() : null;
        return (model != null) ? "image " + model : "image";
    }

    @Override
    protected void started(ImageModelObservationContext context, Span span) {
        ModelWords.meta(span, "provider", context.getOperationMetadata().provider());
        ImageOptions options = context.getRequest().getOptions();
        if (options != null) {
            ModelWords.requestedModel(span, options.getModel());
            ModelWords.meta(span, "image_count", options.getN());
            ModelWords.meta(span, "width", options.getWidth());
            ModelWords.meta(span, "height", options.getHeight());
        }
        if (includesContent()) {
            span.input(context.getRequest().getInstructions().stream().map(ImageMessage::getText).toList());
        }
    }

    @Override
    protected void stopped(ImageModelObservationContext context, Span span) {
        ImageResponse response = context.getResponse();
        if (response != null && includesContent()) {
            span.output(response.getResults()
                .stream()
                .map((result) -> result.getOutput().getUrl())
                .filter(Objects::nonNull)
                .toList());
        }
    }

}
