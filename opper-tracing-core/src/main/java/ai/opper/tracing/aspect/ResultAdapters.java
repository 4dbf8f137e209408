// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.SpringFactoriesLoader;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/** Finds the adapter for a type. The user's adapters come before ours. Thread-safe. */
final class ResultAdapters {

    private static final Log logger = LogFactory.getLog(ResultAdapters.class);

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
        this.adapters.addAll(optional());
        this.adapters.add(new CompletionStageResultAdapter());
        this.adapters.add(new StreamResultAdapter());
        this.adapters.add(new IteratorResultAdapter());
        if (SuspendingCalls.canBeSeen()) {
            this.adapters.add(new CoroutineResultAdapter());
            this.adapters.add(new FlowResultAdapter(problems));
        }
        this.adapters.add(new ReactiveResultAdapter());
    }

    /** Those for libraries that may be missing; then they cannot be made. */
    private static List<ResultAdapter> optional() {
        return SpringFactoriesLoader.forDefaultResourceLocation(ResultAdapter.class.getClassLoader())
            .load(ResultAdapter.class, (type, name, failure) -> logger.debug(name + " is not used", failure));
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
        return (adapter != null && adapter.isDeferred() && ReactiveResultAdapter.canBecome(declaredType)) ? adapter
                : null;
    }

}
