// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.time.Duration;

/**
 * A request that has been dealt with and now waits for its ending on the wire.
 *
 * @param ending what becomes of the connection
 * @param answer what is sent, if anything
 * @param delay how long that waits
 * @param answering told right before a status is sent
 */
record Exchange(Reply.Ending ending, Answer answer, Duration delay, Runnable answering) {

}
