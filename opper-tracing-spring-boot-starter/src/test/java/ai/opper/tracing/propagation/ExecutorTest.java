// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.task.AsyncTaskExecutor;

/** Work that is handed to Boot's executor by hand. */
class ExecutorTest {

    @ParameterizedTest
    @EnumSource
    void executedAndSubmittedTasks_findTheirParent(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Nothing.class, kind.property())) {
            AsyncTaskExecutor executor = application.bean("applicationTaskExecutor", AsyncTaskExecutor.class);
            application.assertCarriesParents(executor::execute);
            application.assertCarriesParents((work) -> executor.submit(work).get());
            application.assertCarriesParents((work) -> executor.submitCompletable(work).get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void stagesOfCompletableFutures_findTheirParent(ThreadKind kind) throws Exception {
        try (RunningApplication application = RunningApplication.start(Nothing.class, kind.property(),
                "spring.task.execution.pool.core-size=1")) {
            Executor executor = application.bean("applicationTaskExecutor", Executor.class);
            application.assertCarriesParents((work) -> CompletableFuture.runAsync(work, executor).get());
            application.assertCarriesParents(
                    (work) -> CompletableFuture.supplyAsync(() -> "value", executor).thenRun(work).get());
            application.assertCarriesParents((work) -> CompletableFuture.completedFuture("value")
                .thenApplyAsync((value) -> value, executor)
                .thenAcceptAsync((value) -> work.run(), executor)
                .get());
        }
    }

    static class Nothing {

    }

}
