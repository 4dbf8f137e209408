// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Calls that carry nothing. */
final class NoopOpperCalls implements OpperCalls, OpperCall {

    static final NoopOpperCalls INSTANCE = new NoopOpperCalls();

    private NoopOpperCalls() {
    }

    @Override
    public boolean reach(URI address) {
        return false;
    }

    @Override
    public OpperCall begin() {
        return this;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public CompletionStage<Map<String, String>> whenOpened() {
        return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public void answered(int status, Function<String, @Nullable String> headers) {
    }

}
