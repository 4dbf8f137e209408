// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

/**
 * Something that holds on this thread, and wherever its context is propagated to, until
 * it is closed. Scopes are closed in the reverse order, on the thread that opened them.
 */
public interface TraceScope extends AutoCloseable {

    /** Restores what was before. A second call does nothing. */
    @Override
    void close();

}
