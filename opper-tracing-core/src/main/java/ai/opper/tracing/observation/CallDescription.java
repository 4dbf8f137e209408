// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Opper is told about a call beside its place in the trace. A header takes letters
 * of ASCII only, and a tag neither a comma nor, in its key, a colon.
 *
 * @param name what the application calls the work
 * @param tags the tags of the work
 */
record CallDescription(String name, Map<String, Object> tags) {

    static final String NAME = "X-Opper-Name";

    static final String TAGS = "X-Opper-Tags";

    private static final int MAX_LENGTH = 128;

    private static final int MAX_TAGS = 8;

    /**
     * The spans of libraries are named after models and tools; the application's own name
     * for the work says more.
     */
    static CallDescription of(RecordingSpan span, boolean withTags) {
        RecordingSpan work = span;
        while (work.isOfLibrary() && work.above() instanceof RecordingSpan above) {
            work = above;
        }
        RecordingSpan named = work.isOfLibrary() ? span : work;
        Map<String, Object> tags = new LinkedHashMap<>();
        if (withTags) {
            tags.putAll(named.snapshot().tags());
            tags.putAll(span.snapshot().tags());
        }
        return new CallDescription(named.name(), tags);
    }

    void writeTo(Map<String, String> headers) {
        headers.put(NAME, plain(this.name));
        String list = this.tags.entrySet()
            .stream()
            .filter((tag) -> isPlain(tag.getKey(), ":,") && isPlain(tag.getValue().toString(), ","))
            .limit(MAX_TAGS)
            .map((tag) -> tag.getKey() + ':' + tag.getValue())
            .collect(Collectors.joining(","));
        if (!list.isEmpty()) {
            headers.put(TAGS, list);
        }
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().limit(MAX_LENGTH).forEach((each) -> plain.append(isPlain(each) ? (char) each : '_'));
        return plain.toString();
    }

    private static boolean isPlain(String text, String without) {
        return !text.isBlank() && text.length() <= MAX_LENGTH
                && text.chars().allMatch((each) -> isPlain(each) && without.indexOf(each) == -1);
    }

    private static boolean isPlain(int character) {
        return character >= ' ' && character <= '~';
    }

}
