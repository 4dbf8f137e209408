// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

/**
 * One version of Opper's API: reads a request, changes the {@link SpanStore} and words
 * the answer. Called with the store guarded; it never blocks.
 */
interface Dialect {

    /**
     * Whether a path belongs to this version.
     * @param path the path of a request
     * @return {@code true} when this dialect answers it
     */
    boolean speaks(String path);

    /**
     * Does what the request says.
     * @param request the request, already let in
     * @return the answer of a success
     * @throws Refusal when the request is not acceptable; nothing has been changed then
     */
    Answer answer(ReceivedRequest request);

    /**
     * Words a refusal in the shape of this version.
     * @param refusal what is wrong
     * @return the answer
     */
    Answer refuse(Refusal refusal);

}
