// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Finds the calls on {@code this} in the code of a class, those in its lambdas and by
 * method references too. A call on another reference to the same object, such as its own
 * proxy, is none.
 */
final class SelfCallReader extends ClassVisitor {

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+|(.+)\\$lambda\\$.*");

    private final Set<SelfCall> calls = new LinkedHashSet<>();

    private SelfCallReader() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    static Set<SelfCall> read(ClassFile file) throws IOException {
        SelfCallReader visitor = new SelfCallReader();
        ClassFileReader.open(file.resource()).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return visitor.calls;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        boolean skipped = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_BRIDGE)) != 0;
        return skipped ? null : new Code(name, name + descriptor);
    }

    /** The user's name for the code of a lambda. */
    private static String readable(String method) {
        if (method.equals("<init>")) {
            return "the constructor";
        }
        Matcher lambda = LAMBDA.matcher(method);
        if (!lambda.matches()) {
            return method;
        }
        return (lambda.group(1) != null) ? lambda.group(1) : lambda.group(2);
    }

    /** Follows the code of one method. */
    private final class Code extends MethodVisitor {

        private final OperandStack stack = new OperandStack();

        private final String caller;

        private final String own;

        Code(String name, String own) {
            super(SpringAsmInfo.ASM_VERSION);
            this.caller = readable(name);
            this.own = own;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            this.stack.handlerAt(handler);
        }

        @Override
        public void visitLabel(Label label) {
            this.stack.reach(label);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARRAYLENGTH) {
                this.stack.pop(1);
                this.stack.push(1);
            }
            this.stack.apply(opcode);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode != Opcodes.NEWARRAY) {
                this.stack.push(1);
            }
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            switch (opcode) {
                case Opcodes.ALOAD -> load(variable);
                case Opcodes.ILOAD, Opcodes.FLOAD -> this.stack.push(1);
                case Opcodes.LLOAD, Opcodes.DLOAD -> this.stack.push(2);
                case Opcodes.LSTORE, Opcodes.DSTORE -> this.stack.pop(2);
                case Opcodes.RET -> this.stack.end();
                default -> this.stack.pop(1);
            }
        }

        private void load(int variable) {
            if (variable == 0) {
                this.stack.pushThis();
            }
            else {
                this.stack.push(1);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                this.stack.push(1);
            }
            else if (opcode == Opcodes.INSTANCEOF) {
                this.stack.pop(1);
                this.stack.push(1);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            int slots = Type.getType(descriptor).getSize();
            switch (opcode) {
                case Opcodes.GETSTATIC -> this.stack.push(slots);
                case Opcodes.PUTSTATIC -> this.stack.pop(slots);
                case Opcodes.GETFIELD -> {
                    this.stack.pop(1);
                    this.stack.push(slots);
                }
                default -> this.stack.pop(slots + 1);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            int arguments = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
            if (opcode != Opcodes.INVOKESTATIC) {
                if (this.stack.isThis(arguments)) {
                    found(name + descriptor);
                }
                arguments++;
            }
            this.stack.pop(arguments);
            this.stack.push(Type.getReturnType(descriptor).getSize());
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle factory, Object... constants) {
            int arguments = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
            if (arguments > 0 && this.stack.isThis(arguments - 1)) {
                for (Object constant : constants) {
                    if (constant instanceof Handle reference && reference.getTag() != Opcodes.H_INVOKESTATIC) {
                        found(reference.getName() + reference.getDesc());
                    }
                }
            }
            this.stack.pop(arguments);
            this.stack.push(Type.getReturnType(descriptor).getSize());
        }

        /** A method that calls itself is not meant to be a span for each call. */
        private void found(String signature) {
            if (!signature.equals(this.own)) {
                SelfCallReader.this.calls.add(new SelfCall(this.caller, signature));
            }
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            switch (opcode) {
                case Opcodes.GOTO, Opcodes.JSR -> {
                    this.stack.jumpTo(label);
                    this.stack.end();
                }
                case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE, Opcodes.IFNULL,
                        Opcodes.IFNONNULL ->
                    branch(1, label);
                default -> branch(2, label);
            }
        }

        private void branch(int operands, Label label) {
            this.stack.pop(operands);
            this.stack.jumpTo(label);
        }

        @Override
        public void visitLdcInsn(Object value) {
            this.stack.push((value instanceof Long || value instanceof Double) ? 2 : 1);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            choose(otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            choose(otherwise, labels);
        }

        private void choose(Label otherwise, Label[] labels) {
            branch(1, otherwise);
            for (Label label : labels) {
                this.stack.jumpTo(label);
            }
            this.stack.end();
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            this.stack.pop(dimensions);
            this.stack.push(1);
        }

    }

}
