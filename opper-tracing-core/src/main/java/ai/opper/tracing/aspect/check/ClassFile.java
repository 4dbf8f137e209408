// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.Opcodes;
import org.springframework.core.io.Resource;

/**
 * What a class file says without its class being loaded.
 *
 * @param name the class's name, with dots
 * @param access the modifiers
 * @param superName the superclass's name
 * @param interfaces the interfaces' names
 * @param marks what the annotations on the class mean
 * @param woven whether AspectJ has been here
 * @param methods the methods that the user wrote
 * @param beanTypes what its {@code @Bean} methods return
 * @param resource where it is
 */
record ClassFile(String name, int access, @Nullable String superName, List<String> interfaces, Set<Mark> marks,
        boolean woven, List<Declared> methods, Set<String> beanTypes, Resource resource) {

    private static final Set<String> METHODS_OF_OBJECT = Set.of("toString()Ljava/lang/String;", "hashCode()I",
            "equals(Ljava/lang/Object;)Z");

    boolean isAbstract() {
        return (this.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) != 0;
    }

    boolean isAnnotation() {
        return (this.access & Opcodes.ACC_ANNOTATION) != 0;
    }

    boolean isInterface() {
        return (this.access & Opcodes.ACC_INTERFACE) != 0;
    }

    boolean isFinal() {
        return (this.access & Opcodes.ACC_FINAL) != 0;
    }

    /** The methods that the annotations of this very class mean. */
    List<Declared> tracedMethods() {
        return this.methods.stream().filter(this::isTraced).toList();
    }

    boolean isTraced(Declared method) {
        return method.traced() || (this.marks.contains(Mark.TRACED) && method.isOrdinary());
    }

    /** A test class's methods are called by its framework, not by the application. */
    boolean isTest() {
        return this.marks.contains(Mark.TEST) || (this.superName != null
                && (this.superName.startsWith("spock.") || this.superName.startsWith("io.kotest.")));
    }

    /**
     * A method of a class file.
     *
     * @param name the method's name
     * @param descriptor its parameters and result, as the JVM writes them
     * @param access the modifiers
     * @param traced whether it carries an annotation of ours
     */
    record Declared(String name, String descriptor, int access, boolean traced) {

        boolean isStatic() {
            return (this.access & Opcodes.ACC_STATIC) != 0;
        }

        boolean isPrivate() {
            return (this.access & Opcodes.ACC_PRIVATE) != 0;
        }

        boolean isFinal() {
            return (this.access & Opcodes.ACC_FINAL) != 0;
        }

        /** Whether a proxy could show it to us at all. */
        boolean isVisible() {
            return !isStatic() && !isPrivate();
        }

        /** Whether an annotation on the class means this method, too. */
        boolean isOrdinary() {
            return (this.access & Opcodes.ACC_PUBLIC) != 0 && !isStatic() && !METHODS_OF_OBJECT.contains(signature());
        }

        String signature() {
            return this.name + this.descriptor;
        }

    }

    /** What an annotation means to the check. */
    enum Mark {

        /** An annotation of ours, or one that carries it. */
        TRACED,

        /** Spring makes a bean of the class, if its conditions are met. */
        COMPONENT,

        /** Spring makes a bean of what the method returns. */
        BEAN,

        /** A test framework calls the method. */
        TEST

    }

}
