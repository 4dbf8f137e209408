// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import org.springframework.data.annotation.Id;

/**
 * A row.
 *
 * @param id its key
 * @param title its title
 */
public record Article(@Id Long id, String title) {
}
