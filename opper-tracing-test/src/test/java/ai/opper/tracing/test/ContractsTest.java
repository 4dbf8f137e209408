// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A contract that nothing can break would promise nothing. */
class ContractsTest {

    private static Set<String> failures(Class<?> contract) {
        Set<String> failed = new TreeSet<>();
        LauncherFactory.create()
            .execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(contract))
                .build(), new TestExecutionListener() {

                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                            failed.add(test.getDisplayName().replace("()", ""));
                        }
                    }

                });
        return failed;
    }

    @Test
    void soundParts_keepTheirContracts() {
        assertThat(failures(BrokenExporters.Silent.class)).isEmpty();
        assertThat(failures(BrokenBatchExporters.Sound.class)).isEmpty();
        assertThat(failures(BrokenMappers.Sound.class)).isEmpty();
        assertThat(failures(BrokenAdapters.Sound.class)).isEmpty();
    }

    @Test
    void exporterThatThrows_breaksItsContract() {
        assertThat(failures(BrokenExporters.Throwing.class)).contains("create_storesASpanAndThenItsChild",
                "export_answersForOddSpansToo", "recall_isHarmless");
    }

    @Test
    void exporterThatBlocks_breaksItsContract() {
        assertThat(failures(BrokenExporters.Blocking.class)).containsExactly("export_doesNotWaitForTheAnswer");
    }

    @Test
    void exporterThatIsObserved_breaksItsContract() {
        assertThat(failures(BrokenExporters.Observed.class)).containsExactly("export_isNotObservedItself");
    }

    @Test
    void exporterThatTellsPayloads_breaksItsContract() {
        assertThat(failures(BrokenExporters.Talking.class))
            .containsExactly("silence_isAnsweredWithRetryAndWithoutPayload");
    }

    @Test
    void exporterThatLeavesAThread_breaksItsContract() {
        assertThat(failures(BrokenExporters.Leaking.class))
            .containsExactly("close_leavesNoThreadThatKeepsTheProcessAlive");
    }

    @Test
    void batchExportersThatDoOneThingWrong_breakTheirContract() {
        assertThat(failures(BrokenBatchExporters.Closed.class)).containsExactly("export_goesOnAfterAClose");
        assertThat(failures(BrokenBatchExporters.Blocking.class)).containsExactly("export_doesNotWaitForTheAnswer");
        assertThat(failures(BrokenBatchExporters.Talking.class))
            .containsExactly("silence_isAnsweredWithRetryAndWithoutPayload");
        assertThat(failures(BrokenBatchExporters.Observed.class)).containsExactly("export_isNotObservedItself");
        assertThat(failures(BrokenBatchExporters.Narrow.class)).contains("export_storesMetricsThatComeLate");
    }

    @Test
    void mapperThatTakesEverything_breaksItsContract() {
        assertThat(failures(BrokenMappers.Greedy.class)).containsExactly("supports_itsOwnObservationsOnly");
    }

    @Test
    void mapperThatThrows_breaksItsContract() {
        assertThat(failures(BrokenMappers.Stumbling.class)).contains("observation_becomesASpan",
                "mapper_servesManyThreads");
    }

    @Test
    void mapperThatQuotesErrors_breaksItsContract() {
        assertThat(failures(BrokenMappers.Quoting.class))
            .containsExactly("failedObservation_hasAnErrorWithNoMoreThanTheMapperAllows");
    }

    @Test
    void mapperWithNewNames_breaksItsContract() {
        assertThat(failures(BrokenMappers.Renaming.class)).contains("nameAndType_areTheSameForTheSameWork");
    }

    @Test
    void adapterThatEndsTooEarly_breaksItsContract() {
        assertThat(failures(BrokenAdapters.Early.class)).contains("span_endsWhenTheWorkIsOver",
                "span_failsWhenTheWorkDoes");
    }

    @Test
    void adapterThatHidesErrors_breaksItsContract() {
        assertThat(failures(BrokenAdapters.Hiding.class)).containsExactly("span_failsWhenTheWorkDoes");
    }

}
