// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

/** The versions of Opper's API that spans can be sent to. */
public enum OpperApiVersion {

    /**
     * The client makes the ids: one request per span, and sending it again is harmless.
     */
    V2,

    /**
     * Opper makes the ids: the client's travel in {@code meta.client_span_id}, and a
     * trace is read back before a span is sent again that may have been stored.
     */
    V3

}
