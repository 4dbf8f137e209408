// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.kotlin

import ai.opper.tracing.OpperTracer
import ai.opper.tracing.Traced
import java.io.IOException
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.retry
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** A span for each collection of a flow. */
class FlowTest {

    private val application = TracedApplication()

    private val inner = application.bean(SuspendingFunctionTest.Inner())

    private val flows = application.bean(Flows(application.tracer, inner))

    @AfterEach
    fun close() = application.assertClean()

    @Test
    fun flow_hasASpanForEachCollection() {
        val flow = flows.of(flowOf("a", "b"))
        assertThat(application.spans()).isEmpty()
        repeat(2) { assertThat(runBlocking { flow.toList() }).containsExactly("a", "b") }
        assertThat(application.spans()).hasSize(2).allSatisfy { span ->
            assertThat(span.output()!!.json()).isEqualTo("\"ab\"")
            assertThat(span.meta()["element_count"]!!.json()).isEqualTo("2")
            assertThat(span.meta()).containsKey("time_to_first_element_ms")
        }
    }

    @Test
    fun flow_mayBeEmpty() {
        assertThat(runBlocking { flows.of(emptyFlow<String>()).toList() }).isEmpty()
        assertThat(application.named("Flows.of").meta()["element_count"]!!.json()).isEqualTo("0")
    }

    @Test
    fun flow_keepsItsElementsWhenItFails() {
        val torn = flow {
            emit(1)
            delay(1)
            throw IOException("torn")
        }
        val error = catchThrowable { runBlocking { flows.of(torn).toList() } }
        assertThat(error).isInstanceOf(IOException::class.java)
        assertThat(application.named("Flows.of").error()).isEqualTo("java.io.IOException: torn")
        assertThat(application.named("Flows.of").output()!!.json()).isEqualTo("[1]")
    }

    @Test
    fun flow_thatIsNotTakenToItsEndIsCancelled() {
        assertThat(runBlocking { flows.of(flowOf(1, 2, 3)).take(2).toList() }).containsExactly(1, 2)
        val span = application.named("Flows.of")
        assertThat(span.meta()).containsKey("cancelled")
        assertThat(span.output()!!.json()).isEqualTo("[1,2]")
        assertThat(span.error()).isNull()
    }

    @Test
    fun flow_whoseCollectorIsCancelledIsCancelled() = runBlocking {
        val collecting = launch { flows.of(MutableStateFlow(1) as Flow<Int>).collect { } }
        yield()
        collecting.cancelAndJoin()
        assertThat(application.named("Flows.of").meta()).containsKey("cancelled")
        Unit
    }

    @Test
    fun flow_hasASpanForEachRetry() {
        var attempts = 0
        val flaky = flow {
            if (++attempts < 3) throw IOException("attempt $attempts")
            emit(attempts)
        }
        assertThat(runBlocking { flows.of(flaky).retry().toList() }).containsExactly(3)
        assertThat(application.spans().map { it.error() })
            .containsExactly("java.io.IOException: attempt 1", "java.io.IOException: attempt 2", null)
    }

    @Test
    fun flow_staysSlowForASlowCollector() {
        val events = CopyOnWriteArrayList<String>()
        val source = flow {
            for (number in 1..3) {
                events += "emit $number"
                emit(number)
            }
        }
        runBlocking {
            flows.of(source).collect {
                delay(5)
                events += "take $it"
            }
        }
        assertThat(events).containsExactly("emit 1", "take 1", "emit 2", "take 2", "emit 3", "take 3")
    }

    @Test
    fun flow_keepsTheContextOfItsCollector() {
        val names = CopyOnWriteArrayList<String?>()
        val threads = CopyOnWriteArrayList<String>()
        val source = flow {
            names += currentCoroutineContext()[CoroutineName]?.name
            emit(1)
            threads += Thread.currentThread().name
            delay(1)
            emit(2)
            threads += Thread.currentThread().name
        }
        runBlocking(CoroutineName("caller")) {
            val here = Thread.currentThread().name
            flows.of(source).collect {
                names += currentCoroutineContext()[CoroutineName]?.name
                withContext(Dispatchers.IO) { delay(1) }
            }
            assertThat(threads).allMatch { it.substringBefore(" @") == here.substringBefore(" @") }
        }
        assertThat(names).containsExactly("caller", "caller", "caller")
    }

    @Test
    fun flowInAnotherFlow_keepsTheRulesOfFlows() {
        val outer = flow {
            flows.of(flow {
                emit(1)
                delay(1)
                emit(2)
            }).collect { emit(it * 10) }
        }
        assertThat(runBlocking { outer.flowOn(Dispatchers.Default).toList() }).containsExactly(10, 20)
        assertThat(application.named("Flows.of").output()!!.json()).isEqualTo("[1,2]")
    }

    @Test
    fun flow_worksInsideTheSpanAndItsCollectorDoesNot() {
        application.tracer.span("around").start().use {
            runBlocking {
                flows.working().collect {
                    application.tracer.inSpan("downstream $it", Runnable { })
                    delay(1)
                    application.tracer.inSpan("downstream later $it", Runnable { })
                }
            }
        }
        for (name in listOf("first", "second", "third")) {
            application.assertBelow(name, "Flows.working")
        }
        application.assertBelow("Inner.answer", "Flows.working")
        application.assertBelow("Flows.working", "around")
        for (number in 1..2) {
            for (name in listOf("downstream $number", "downstream later $number")) {
                assertThat(application.named(name).parentId()).isNotEqualTo(application.named("Flows.working").id())
            }
        }
    }

    @Test
    fun flowOfASuspendingFunction_isASpan() {
        assertThat(runBlocking { flows.suspending().toList() }).containsExactly(1, 2)
        assertThat(application.named("Flows.suspending").output()!!.json()).isEqualTo("[1,2]")
    }

    @Test
    fun stateFlow_comesBackAsItIs() {
        val state = MutableStateFlow(1)
        assertThat(flows.state(state) === state).isTrue()
        assertThat(application.spans()).hasSize(1)
    }

    open class Flows(private val tracer: OpperTracer, private val inner: SuspendingFunctionTest.Inner) {

        @Traced(recordInput = false)
        open fun <T> of(flow: Flow<T>): Flow<T> = flow

        @Traced(recordInput = false)
        open fun <T> state(flow: StateFlow<T>): StateFlow<T> = flow

        @Traced
        open suspend fun suspending(): Flow<Int> {
            delay(1)
            return flowOf(1, 2)
        }

        @Traced
        open fun working(): Flow<Int> = flow {
            tracer.inSpan("first", Runnable { })
            emit(1)
            tracer.inSpan("second", Runnable { })
            delay(1)
            inner.answer("inside", 1)
            emit(2)
            tracer.inSpan("third", Runnable { })
        }

    }

}
