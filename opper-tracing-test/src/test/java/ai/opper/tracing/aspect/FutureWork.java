// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.test.ResultAdapterContract;

/**
 * Work whose outcome a future holds, whatever the method returns.
 *
 * @param <T> what it returns
 */
public abstract class FutureWork<T> implements ResultAdapterContract.Work<T> {

    protected final CompletableFuture<String> future = new CompletableFuture<>();

    @Override
    public void complete(String value) {
        this.future.complete(value);
    }

    @Override
    public void fail(Exception error) {
        this.future.completeExceptionally(error);
    }

    /** Waits for the value, as a body of a method that blocks does. */
    public String await() throws Exception {
        try {
            return this.future.get(20, TimeUnit.SECONDS);
        }
        catch (ExecutionException ex) {
            throw (Exception) ex.getCause();
        }
    }

    @Override
    public abstract @Nullable Object outcome(T returned) throws Exception;

}
