// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.otlp;

import java.util.Locale;

/** How requests are compressed. */
public enum OtlpCompression {

    /** Not at all. */
    NONE,

    /** With gzip. */
    GZIP;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
