// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns finished spans into OpenTelemetry's protocol with the attributes of OpenInference
 * and sends them with OpenTelemetry's own exporter. Called by the thread of a
 * {@link ai.opper.tracing.export.BatchShipper}.
 */
@NullMarked
package ai.opper.tracing.export.otlp;

import org.jspecify.annotations.NullMarked;
