// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.core.io.Resource;

import ai.opper.tracing.aspect.check.ClassFile.Declared;
import ai.opper.tracing.aspect.check.ClassFile.Mark;

/** Reads a class file's declarations, without the code. */
final class ClassFileReader extends ClassVisitor {

    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);

    private final List<Declared> methods = new ArrayList<>();

    private final Set<String> beanTypes = new HashSet<>();

    private final AnnotationMarks annotations;

    private boolean woven;

    private ClassFileReader(AnnotationMarks annotations) {
        super(SpringAsmInfo.ASM_VERSION);
        this.annotations = annotations;
    }

    static ClassFile read(Resource resource, AnnotationMarks annotations) throws IOException {
        ClassReader reader = open(resource);
        ClassFileReader visitor = new ClassFileReader(annotations);
        reader.accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassFile(dotted(reader.getClassName()), reader.getAccess(),
                (reader.getSuperName() != null) ? dotted(reader.getSuperName()) : null,
                Arrays.stream(reader.getInterfaces()).map(ClassFileReader::dotted).toList(), visitor.marks,
                visitor.woven, visitor.methods, visitor.beanTypes, resource);
    }

    /** Fails with an {@code IllegalArgumentException} for classes of a newer Java. */
    static ClassReader open(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return new ClassReader(in);
        }
    }

    static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        this.marks.addAll(this.annotations.of(descriptor));
        return null;
    }

    @Override
    public @Nullable FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
            @Nullable Object value) {
        this.woven |= name.startsWith("ajc$");
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        if (name.startsWith("<") || (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) != 0) {
            return null;
        }
        return new Annotations(new Declared(name, descriptor, access, false));
    }

    /** Notes a method when its annotations are known. */
    private final class Annotations extends MethodVisitor {

        private final Set<Mark> found = EnumSet.noneOf(Mark.class);

        private final Declared method;

        Annotations(Declared method) {
            super(SpringAsmInfo.ASM_VERSION);
            this.method = method;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            this.found.addAll(ClassFileReader.this.annotations.of(descriptor));
            return null;
        }

        @Override
        public void visitEnd() {
            ClassFileReader.this.methods.add(new Declared(this.method.name(), this.method.descriptor(),
                    this.method.access(), this.found.contains(Mark.TRACED)));
            if (this.found.contains(Mark.BEAN)) {
                ClassFileReader.this.beanTypes.add(Type.getReturnType(this.method.descriptor()).getClassName());
            }
            if (this.found.contains(Mark.TEST)) {
                ClassFileReader.this.marks.add(Mark.TEST);
            }
        }

    }

}
