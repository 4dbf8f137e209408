// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** What spans by hand look like in Kotlin, without anything made for it. */
class SpansByHandTest {

    private val application = TracedApplication()

    private val tracer = application.tracer

    @Test
    fun inSpanChecked_takesALambdaAndGivesItsValue() {
        val best: String = tracer.inSpanChecked("rank") { listOf("a", "b").first() }
        assertThat(best).isEqualTo("a")
        assertThat(application.named("rank").output()!!.json()).isEqualTo("\"a\"")
    }

    @Test
    fun use_closesASpan() {
        val size = tracer.span("rank").input(listOf("a", "b")).start().use { span ->
            span.metric("candidates", 2.0)
            2
        }
        assertThat(size).isEqualTo(2)
        assertThat(application.named("rank").metrics()).hasSize(1)
    }

    @Test
    fun inSpanChecked_letsExceptionsThrough() {
        val failure = runCatching { tracer.inSpanChecked<Unit>("rank") { error("no articles") } }.exceptionOrNull()
        assertThat(failure).isInstanceOf(IllegalStateException::class.java).hasMessage("no articles")
        assertThat(application.named("rank").error()).contains("no articles")
    }

}
