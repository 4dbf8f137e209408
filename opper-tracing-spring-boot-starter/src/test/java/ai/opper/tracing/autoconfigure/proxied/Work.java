// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import java.util.concurrent.CompletableFuture;

/**
 * What every bean of the test does, so that each has a bridge method.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public interface Work<I, O> {

    O work(I input);

    default CompletableFuture<O> later(I input) {
        return CompletableFuture.completedFuture(work(input));
    }

}
