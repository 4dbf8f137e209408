// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.lang.reflect.InvocationTargetException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
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

    private final Problems problems;

    ValueGuard(Problems problems) {
        this.problems = problems;
    }

    /** What to write instead of a value, or {@code null} to walk it. */
    @Nullable String replacementFor(Object value, JsonGenerator generator, boolean isContainer) {
        if (isAbove(value, generator.streamWriteContext())) {
            return "<cycle: " + Descriptions.nameOf(value) + ">";
        }
        if (generator instanceof RedactingGenerator redacting && redacting.isTooDeep() && isContainer) {
            return "<depth limit: " + Descriptions.nameOf(value) + ">";
        }
        return null;
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
        noteMended(generator);
        if (generator.streamWriteContext() != start) {
            requireBelow(start, generator);
            writeInPlace(placeholder, generator);
            closeDownTo(start, generator);
        }
        else if (start.getEntryCount() == entries) {
            writeInPlace(placeholder, generator);
        }
    }

    /** Mends an object of which some entries were written, and some were not. */
    void recoverAmongNames(Throwable failure, Object value, JsonGenerator generator, TokenStreamContext start,
            String name) {
        String placeholder = report(failure, value);
        noteMended(generator);
        requireBelow(start, generator);
        closeDownTo(start, generator);
        try {
            generator.writeName(name);
        }
        catch (StreamWriteException expectsValue) {
            // The name is there, and its value was not written.
        }
        generator.writeString(placeholder);
    }

    /** Checks that a value was written, and nothing else. */
    void requireWritten(Object value, JsonGenerator generator, TokenStreamContext start, int entries) {
        if (generator.streamWriteContext() != start) {
            recover(new IllegalStateException("A serializer left an object or array open"), value, generator, start,
                    entries);
        }
    }

    /** Writes a value after a name when nobody has. */
    void makeUpForValue(JsonGenerator generator, TokenStreamContext start, int entries, String name) {
        boolean valueMissing = generator.streamWriteContext() == start && start.getEntryCount() == entries
                && name.equals(start.currentName());
        if (valueMissing) {
            noteMended(generator);
            writeNullIfExpected(generator);
        }
    }

    private static void writeNullIfExpected(JsonGenerator generator) {
        try {
            generator.writeNull();
        }
        catch (StreamWriteException expectsName) {
            // A property of that name was complete already.
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

    private static void noteMended(JsonGenerator generator) {
        if (generator instanceof RedactingGenerator redacting) {
            redacting.mended();
        }
    }

    /** A serializer that has closed more than it opened has spoiled everything. */
    private static void requireBelow(TokenStreamContext start, JsonGenerator generator) {
        TokenStreamContext context = generator.streamWriteContext();
        while (context != start) {
            context = context.getParent();
            if (context == null) {
                throw new IllegalStateException("A serializer closed an object or array that it had not opened");
            }
        }
    }

    private static void closeDownTo(TokenStreamContext start, JsonGenerator generator) {
        while (generator.streamWriteContext() != start) {
            RedactingGenerator.closeOne(generator);
        }
    }

    /** What the application threw, without what reflection and Jackson put around it. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && (root instanceof JacksonException || root instanceof InvocationTargetException
                || root instanceof IllegalArgumentException)) {
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
