// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.kotlin

import ai.opper.tracing.OpperTracer
import ai.opper.tracing.aspect.CallTracer
import ai.opper.tracing.aspect.TracedBeanPostProcessor
import ai.opper.tracing.capture.CaptureLimits
import ai.opper.tracing.capture.JsonPayloadCapture
import ai.opper.tracing.capture.Redaction
import ai.opper.tracing.observation.ObservationOpperTracer
import ai.opper.tracing.observation.RecordingSettings
import ai.opper.tracing.observation.SpanObservationHandler
import ai.opper.tracing.observation.SpanRecording
import ai.opper.tracing.observation.SpanTracer
import ai.opper.tracing.span.Ledger
import ai.opper.tracing.span.MetricRecord
import ai.opper.tracing.span.Problem
import ai.opper.tracing.span.Problems
import ai.opper.tracing.span.SpanNode
import ai.opper.tracing.span.SpanRecord
import ai.opper.tracing.span.SpanSink
import io.micrometer.observation.ObservationRegistry
import java.util.concurrent.CopyOnWriteArrayList
import java.util.function.Supplier
import org.assertj.core.api.Assertions.assertThat

/** Beans behind proxies, and the spans that their calls make. */
class TracedApplication : SpanSink {

    private val spans = CopyOnWriteArrayList<SpanRecord>()

    private val problems = Problems()

    private val recording = SpanRecording(
        RecordingSettings.DEFAULT,
        JsonPayloadCapture(CaptureLimits.DEFAULT, Redaction.standard(), problems), this, Ledger(), problems
    )

    val registry: ObservationRegistry = ObservationRegistry.create().apply {
        observationConfig().observationHandler(SpanObservationHandler(recording))
    }

    private val spanTracer = SpanTracer(registry, recording)

    val tracer: OpperTracer = ObservationOpperTracer(spanTracer, OpperTracer.noop()::flush)

    private val calls = CallTracer(spanTracer, emptyList(), null)

    @Suppress("UNCHECKED_CAST")
    fun <T : Any> bean(bean: T): T {
        val processor = TracedBeanPostProcessor(Supplier { calls }, TracedBeanPostProcessor.DEFAULT_ADVISOR_ORDER)
        processor.isProxyTargetClass = true
        return processor.postProcessAfterInitialization(bean, bean.javaClass.name) as T
    }

    override fun accept(node: SpanNode, span: SpanRecord) {
        spans.add(span)
    }

    override fun accept(node: SpanNode, metric: MetricRecord) = Unit

    fun spans(): List<SpanRecord> = spans.toList()

    fun named(name: String): SpanRecord = spans.single { it.name() == name }

    fun assertBelow(child: String, parent: String) {
        assertThat(named(child).parentId()).isEqualTo(named(parent).id())
    }

    fun assertClean() {
        assertThat(registry.currentObservation).isNull()
        assertThat(problems.count(Problem.RECORDING_FAILED)).isZero()
    }

}
