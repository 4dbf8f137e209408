// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * What a user types: annotations, and a facade for the places that annotations cannot
 * reach.
 *
 * <p>
 * An <em>annotation</em> is seen by an {@link ai.opper.tracing.aspect aspect}, which
 * opens an {@link ai.opper.tracing.observation observation}, whose handler writes a
 * {@link ai.opper.tracing.span span} with what {@link ai.opper.tracing.capture capture}
 * rendered, into a {@link ai.opper.tracing.buffer buffer}, from where
 * {@link ai.opper.tracing.export export} ships it - through the spool when the API cannot
 * take it.
 */
@NullMarked
package ai.opper.tracing;

import org.jspecify.annotations.NullMarked;
