// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns spans of OpenTelemetry into spans of ours and back: {@code /v1/traces}, which any
 * OpenTelemetry SDK can export to. Called on threads that may block.
 */
@NullMarked
package ai.opper.tracing.local.otlp;

import org.jspecify.annotations.NullMarked;
