// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamWriteException;

import ai.opper.tracing.span.Problem;
import ai.opper.tracing.span.Problems;

/**
 * Decides before a container is walked whether it may be, and puts things right when
 * walking it fails: what is open is closed and a placeholder says what happened.
 */
final class ValueGuard {

    private final int maxDepth;

    private final Problems problems;

    ValueGuard(int maxDepth, Problems problems) {
        this.maxDepth = maxDepth;
        this.problems = problems;
    }

    /** What to write instead of a value, or {@code null} to walk it. */
    @Nullable String replacementFor(Object value, JsonGenerator generator) {
        TokenStreamContext context = generator.streamWriteContext();
        if (isAbove(value, context)) {
            return "<cycle: " + Descriptions.nameOf(value) + ">";
        }
        if (context.getNestingDepth() > this.maxDepth) {
            return "<depth limit: " + Descriptions.nameOf(value) + ">";
        }
        return LazyValues.isUnloaded(value) ? "<not loaded: " + Descriptions.nameOf(value) + ">" : null;
    }

    private static boolean isAbove(Object value, TokenStreamContext context) {
        for (TokenStreamContext above = context; above != null; above = above.getParent()) {
            if (above.currentValue() == value) {
                return true;
            }
        }
        return false;
    }

    /**
     * Mends the output after a value could not be written.
     * @param failure what went wrong
     * @param value what was to be written
     * @param generator where it was written to
     * @param start where the generator stood
     * @param entries how many values it had written there
     */
    void recover(Throwable failure, Object value, JsonGenerator generator, TokenStreamContext start, int entries) {
        rethrowIfNotOurs(failure);
        String placeholder = report(failure, value);
        if (generator instanceof RedactingGenerator redacting) {
            redacting.stopHiding();
        }
        if (generator.streamWriteContext() == start) {
            if (start.getEntryCount() == entries) {
                writeInPlace(placeholder, generator);
            }
            return;
        }
        writeInPlace(placeholder, generator);
        while (generator.streamWriteContext() != start) {
            if (generator.streamWriteContext().inArray()) {
                generator.writeEndArray();
            }
            else {
                generator.writeEndObject();
            }
        }
    }

    String report(Throwable failure, Object value) {
        Throwable cause = rootOf(failure);
        String place = Descriptions.nameOf(value);
        this.problems.report(Problem.CAPTURE_FAILED, place, "a value of this type could not be rendered", cause);
        return "<capture failed: " + cause.getClass().getName() + ">";
    }

    static void rethrowIfNotOurs(Throwable failure) {
        if (failure instanceof BudgetExceeded budget) {
            throw budget;
        }
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root instanceof tools.jackson.core.JacksonException && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /**
     * A generator that expects a name refuses a value without having written anything.
     */
    private static void writeInPlace(String placeholder, JsonGenerator generator) {
        try {
            generator.writeString(placeholder);
        }
        catch (StreamWriteException expectsName) {
            generator.writeName("…");
            generator.writeString(placeholder);
        }
    }

}
