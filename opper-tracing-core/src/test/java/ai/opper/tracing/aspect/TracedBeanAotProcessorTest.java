// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import reactor.core.publisher.Mono;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

import static org.assertj.core.api.Assertions.assertThat;

/** No GraalVM is needed: what Spring writes for it is looked at. */
class TracedBeanAotProcessorTest {

    private final DefaultGenerationContext generation = new DefaultGenerationContext(
            new ClassNameGenerator(ClassName.get(Desk.class)), new InMemoryGeneratedFiles());

    private RuntimeHints hints;

    @BeforeEach
    void process() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean("desk", Desk.class);
        context.registerBean("plain", Plain.class);
        new ApplicationContextAotGenerator().processAheadOfTime(context, this.generation);
        this.hints = this.generation.getRuntimeHints();
    }

    @Test
    void arguments_canBeRendered() {
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Question.class, "getText"))
            .accepts(this.hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Author.class, "name"))
            .as("what an argument holds")
            .accepts(this.hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Listed.class, "id")).as("elements of a list")
            .accepts(this.hints);
    }

    @Test
    void results_canBeRendered() {
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Answer.class, "text")).accepts(this.hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Mono.class, "hasElement"))
            .as("a publisher is not rendered")
            .rejects(this.hints);
    }

    @Test
    void expressions_canCallAnyMethodOfTheResult() {
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Answer.class, "countWords"))
            .accepts(this.hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(List.class, "size")).accepts(this.hints);
    }

    @Test
    void annotations_canBeRead() {
        for (Class<?> annotation : new Class<?>[] { Traced.class, SpanMetric.class, Asked.class }) {
            assertThat(RuntimeHintsPredicates.reflection()
                .onType(annotation)
                .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS)).accepts(this.hints);
        }
    }

    @Test
    void beanWithoutTracedMethods_needsNoHints() {
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Unseen.class, "getText")).rejects(this.hints);
    }

    /** A word of the application's own. */
    @Traced(type = "agent")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Asked {

    }

    /** A contract whose type variable the bean decides. */
    interface Asking<T> {

        @Asked
        Mono<Answer> ask(T question, List<Listed> sources);

    }

    static class Desk implements Asking<Question> {

        @Override
        @SpanMetric(dimension = "words", expression = "#result.countWords()")
        public Mono<Answer> ask(Question question, List<Listed> sources) {
            return Mono.just(new Answer(question.getText()));
        }

    }

    static class Plain {

        String read(Unseen unseen) {
            return unseen.getText();
        }

    }

    static class Question {

        public String getText() {
            return "How long?";
        }

        public Author getAuthor() {
            return new Author("Ada");
        }

    }

    record Author(String name) {

    }

    record Listed(String id) {

    }

    record Answer(String text) {

        public int countWords() {
            return this.text.split(" ", -1).length;
        }

    }

    static class Unseen {

        public String getText() {
            return "";
        }

    }

}
