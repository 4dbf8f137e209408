// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** Finds the adapter for a type. The user's adapters come before ours. Thread-safe. */
final class ResultAdapters {

    private final List<ResultAdapter> adapters;

    private final Problems problems;

    private final ClassValue<Optional<ResultAdapter>> byType = new ClassValue<>() {

        @Override
        protected Optional<ResultAdapter> computeValue(Class<?> type) {
            return ResultAdapters.this.adapters.stream().filter((adapter) -> supports(adapter, type)).findFirst();
        }

    };

    ResultAdapters(List<ResultAdapter> adapters, Problems problems) {
        this.problems = problems;
        this.adapters = new ArrayList<>(adapters);
        this.adapters.add(new CompletionStageResultAdapter());
        this.adapters.add(new MonoResultAdapter());
        this.adapters.add(new FluxResultAdapter());
    }

    private boolean supports(ResultAdapter adapter, Class<?> type) {
        try {
            return adapter.supports(type);
        }
        catch (Throwable ex) {
            this.problems.report(Problem.RECORDING_FAILED, adapter.getClass().getName(),
                    "this result adapter failed when it was asked for " + type.getName(), ex);
            return false;
        }
    }

    @Nullable ResultAdapter find(Class<?> type) {
        return this.byType.get(type).orElse(null);
    }

    @Nullable ResultAdapter deferredFor(Class<?> declaredType) {
        ResultAdapter adapter = find(declaredType);
        return (adapter != null && adapter.isDeferred()) ? adapter : null;
    }

}
