// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.kotlin

import ai.opper.tracing.OpperTracer
import ai.opper.tracing.Traced
import java.io.IOException
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** A span from the call of a suspending function until its coroutine completes. */
class SuspendingFunctionTest {

    private val application = TracedApplication()

    private val inner = application.bean(Inner())

    private val work = application.bean(Work(application.tracer, inner))

    @AfterEach
    fun close() = application.assertClean()

    @Test
    fun function_recordsItsValueAndNotItsContinuation() {
        assertThat(runBlocking { inner.answer("why", 7) }).isEqualTo("why 7")
        val span = application.named("Inner.answer")
        assertThat(span.input()!!.json()).isEqualTo("""{"question":"why","number":7}""")
        assertThat(span.output()!!.json()).isEqualTo("\"why 7\"")
        assertThat(span.error()).isNull()
    }

    @Test
    fun function_thatIsOpenHasNoSpanYet() = runBlocking {
        val gate = CompletableDeferred<String>()
        val call = async { work.waiting(gate) }
        yield()
        assertThat(application.spans()).isEmpty()
        gate.complete("open")
        assertThat(call.await()).isEqualTo("open")
        assertThat(application.named("Work.waiting").output()!!.json()).isEqualTo("\"open\"")
        Unit
    }

    @Test
    fun function_withoutAValueIsRecorded() {
        runBlocking { work.nothing() }
        assertThat(application.named("Work.nothing").error()).isNull()
    }

    @Test
    fun function_passesItsExceptionOn() {
        val error = catchThrowable { runBlocking { work.failing() } }
        assertThat(error).isInstanceOf(IOException::class.java).hasMessage("down")
        assertThat(application.named("Work.failing").error()).isEqualTo("java.io.IOException: down")
    }

    @Test
    fun function_thatIsCancelledIsNoError() = runBlocking {
        val call = launch { work.endless() }
        yield()
        call.cancelAndJoin()
        val span = application.named("Work.endless")
        assertThat(span.meta()["cancelled"]!!.json()).isEqualTo("true")
        assertThat(span.error()).isNull()
        Unit
    }

    @Test
    fun functionInsideASpan_hangsBelowIt() {
        application.tracer.span("around").start().use { runBlocking { inner.answer("why", 1) } }
        application.assertBelow("Inner.answer", "around")
    }

    @Test
    fun nestedFunctions_hangBelowOnAnyThread() {
        assertThat(runBlocking { work.nested() }).isEqualTo("nested 1")
        application.assertBelow("Inner.answer", "Work.nested")
    }

    @Test
    fun currentSpan_isRightAfterEachSuspension() {
        runBlocking { work.wandering() }
        for (name in listOf("before", "after delay", "on io")) {
            application.assertBelow(name, "Work.wandering")
        }
    }

    @Test
    fun currentSpan_isNotThatOfAFunctionThatWaits() = runBlocking {
        val gate = CompletableDeferred<String>()
        val call = async { work.waiting(gate) }
        yield()
        application.tracer.inSpan("beside", Runnable { })
        gate.complete("open")
        call.await()
        assertThat(application.named("beside").parentId()).isNull()
        Unit
    }

    @Test
    fun parallelCalls_keepTheirSpansApart() {
        runBlocking(Dispatchers.Default) {
            (1..50).map { number -> async { work.numbered(number) } }.awaitAll()
        }
        val outer = application.spans().filter { it.name() == "Work.numbered" }
        val children = application.spans().filter { it.name() == "Inner.answer" }
        assertThat(outer).hasSize(50)
        assertThat(children).hasSize(50)
        for (child in children) {
            val parent = outer.single { it.id() == child.parentId() }
            assertThat(child.input()!!.json()).contains("\"number\":" + parent.output()!!.json().filter(Char::isDigit))
        }
    }

    @Test
    fun deferred_endsItsSpanWhenItCompletes() {
        val deferred = CompletableDeferred<String>()
        assertThat(work.deferred(deferred) === deferred).isTrue()
        assertThat(application.spans()).isEmpty()
        deferred.complete("late")
        assertThat(application.named("Work.deferred").output()!!.json()).isEqualTo("\"late\"")
    }

    @Test
    fun deferred_failsItsSpan() {
        val deferred = CompletableDeferred<String>()
        work.deferred(deferred)
        deferred.completeExceptionally(IOException("down"))
        assertThat(application.named("Work.deferred").error()).isEqualTo("java.io.IOException: down")
    }

    @Test
    fun deferred_thatIsCancelledIsNoError() {
        val deferred = CompletableDeferred<String>()
        work.deferred(deferred)
        deferred.cancel()
        assertThat(application.named("Work.deferred").meta()).containsKey("cancelled")
    }

    @Test
    fun lazyDeferred_isNotStarted() = runBlocking {
        val started = CompletableFuture<String>()
        val lazy = async(start = kotlinx.coroutines.CoroutineStart.LAZY) { started.complete("started") }
        work.deferredOf(lazy)
        yield()
        assertThat(started).isNotDone
        lazy.await()
        Unit
    }

    open class Inner {

        @Traced
        open suspend fun answer(question: String, number: Int): String {
            delay(1)
            return "$question $number"
        }

    }

    open class Work(private val tracer: OpperTracer, private val inner: Inner) {

        @Traced(recordInput = false)
        open suspend fun waiting(gate: Deferred<String>): String = gate.await()

        @Traced
        open suspend fun nothing() = delay(1)

        @Traced
        open suspend fun failing(): String {
            delay(1)
            throw IOException("down")
        }

        @Traced
        open suspend fun endless(): String = awaitCancellation()

        @Traced
        open suspend fun nested(): String {
            delay(1)
            return withContext(Dispatchers.IO) { inner.answer("nested", 1) }
        }

        @Traced
        open suspend fun numbered(number: Int): String {
            delay(1)
            return inner.answer("number", number)
        }

        @Traced
        open suspend fun wandering() {
            tracer.inSpan("before", Runnable { })
            delay(1)
            tracer.inSpan("after delay", Runnable { })
            withContext(Dispatchers.IO) { tracer.inSpan("on io", Runnable { }) }
        }

        @Traced(recordInput = false)
        open fun deferred(deferred: Deferred<String>): Deferred<String> = deferred

        @Traced(recordInput = false)
        open fun deferredOf(deferred: Deferred<Boolean>): Deferred<Boolean> = deferred

    }

}
