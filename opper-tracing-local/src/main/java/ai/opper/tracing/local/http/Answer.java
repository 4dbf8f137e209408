// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.http;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param status the HTTP status
 * @param body what is written as JSON, a {@link String} or bytes to write as they are, or
 * null
 * @param headers further headers
 * @param resource the id of what was made, for the request log, or null
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers, @Nullable UUID resource) {

    /**
     * Answers with a body.
     * @param body what is written as JSON
     * @return status 200
     */
    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of(), null);
    }

    /**
     * Answers that something was made.
     * @param status the HTTP status
     * @param resource its id
     * @param body what is written as JSON
     * @return the answer
     */
    public static Answer made(int status, UUID resource, Object body) {
        return new Answer(status, body, Map.of(), resource);
    }

    /**
     * Answers without a body.
     * @return status 204
     */
    public static Answer noContent() {
        return new Answer(204, null, Map.of(), null);
    }

    /**
     * Answers that something was made that has no id of its own in the request log.
     * @param body what is written as JSON
     * @return status 201
     */
    public static Answer created(Object body) {
        return new Answer(201, body, Map.of(), null);
    }

    /**
     * Answers with something that is no JSON.
     * @param mediaType its media type
     * @param content a text or bytes
     * @return status 200
     */
    public static Answer content(String mediaType, Object content) {
        return new Answer(200, content, Map.of("Content-Type", mediaType), null);
    }

    /**
     * Answers with a file to download.
     * @param name the file's name
     * @param mediaType the file's media type
     * @param content the file's text
     * @return status 200
     */
    public static Answer file(String name, String mediaType, String content) {
        String plainName = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        return new Answer(200, content,
                Map.of("Content-Type", mediaType, "Content-Disposition", "attachment; filename=\"" + plainName + "\""),
                null);
    }

}
