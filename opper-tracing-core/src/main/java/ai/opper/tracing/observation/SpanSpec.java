// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation;

/**
 * What is known of a span before it starts.
 *
 * @param name a stable name
 * @param type the kind of work
 * @param newTrace whether it starts a trace of its own
 * @param recordedAlone whether it is recorded even if nothing inside of it is
 * @param ofLibrary whether a library does the work, and not the application itself
 */
public record SpanSpec(String name, String type, boolean newTrace, boolean recordedAlone, boolean ofLibrary) {

    public SpanSpec(String name, String type, boolean newTrace) {
        this(name, type, newTrace, true, false);
    }

}
