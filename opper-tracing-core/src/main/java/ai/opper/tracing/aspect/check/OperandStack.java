// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

import org.springframework.asm.Label;
import org.springframework.asm.Opcodes;

/**
 * Follows the operand stack of a method as far as one question goes: which of its slots
 * hold {@code this}? Where it loses track, after code that nothing leads to, no slot
 * does.
 */
final class OperandStack {

    private final Map<Label, OperandStack> atLabels = new HashMap<>();

    private BitSet self = new BitSet();

    private int size;

    private boolean reachable = true;

    void pushThis() {
        push(1);
        this.self.set(this.size - 1);
    }

    void push(int slots) {
        this.self.clear(this.size, this.size + slots);
        this.size += slots;
    }

    void pop(int slots) {
        this.size = Math.max(0, this.size - slots);
        this.self.clear(this.size, this.size + slots);
    }

    /** Whether the slot so far below the top holds {@code this}. */
    boolean isThis(int below) {
        int slot = this.size - 1 - below;
        return this.reachable && slot >= 0 && this.self.get(slot);
    }

    void jumpTo(Label label) {
        if (this.reachable) {
            OperandStack known = this.atLabels.get(label);
            if (known == null) {
                this.atLabels.put(label, copy());
            }
            else {
                known.self.and(this.self);
            }
        }
    }

    /** What follows is reached by jumps only. */
    void end() {
        this.reachable = false;
        this.size = 0;
        this.self.clear();
    }

    void handlerAt(Label label) {
        OperandStack caught = new OperandStack();
        caught.push(1);
        this.atLabels.put(label, caught);
    }

    void reach(Label label) {
        OperandStack jumped = this.atLabels.get(label);
        if (jumped == null) {
            return;
        }
        if (!this.reachable) {
            this.size = jumped.size;
            this.self = (BitSet) jumped.self.clone();
            this.reachable = true;
        }
        else {
            this.self.and(jumped.self);
        }
    }

    private OperandStack copy() {
        OperandStack copy = new OperandStack();
        copy.size = this.size;
        copy.self = (BitSet) this.self.clone();
        return copy;
    }

    /** Copies some slots from the top, and puts them some slots further down. */
    private void duplicate(int slots, int down) {
        boolean[] moved = new boolean[slots + down];
        for (int below = 0; below < moved.length; below++) {
            moved[below] = isThis(below);
        }
        pop(moved.length);
        restore(moved, slots);
        restore(moved, moved.length);
    }

    private void restore(boolean[] topFirst, int slots) {
        for (int below = slots - 1; below >= 0; below--) {
            push(1);
            this.self.set(this.size - 1, topFirst[below]);
        }
    }

    private void swap() {
        boolean top = isThis(0);
        boolean next = isThis(1);
        pop(2);
        restore(new boolean[] { next, top }, 2);
    }

    /** Does what an instruction without an operand does. */
    void apply(int opcode) {
        switch (opcode) {
            case Opcodes.DUP -> duplicate(1, 0);
            case Opcodes.DUP_X1 -> duplicate(1, 1);
            case Opcodes.DUP_X2 -> duplicate(1, 2);
            case Opcodes.DUP2 -> duplicate(2, 0);
            case Opcodes.DUP2_X1 -> duplicate(2, 1);
            case Opcodes.DUP2_X2 -> duplicate(2, 2);
            case Opcodes.SWAP -> swap();
            case Opcodes.ATHROW, Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.ARETURN,
                    Opcodes.RETURN ->
                end();
            default -> change(slotsChangedBy(opcode));
        }
    }

    private void change(int slots) {
        if (slots > 0) {
            push(slots);
        }
        else {
            pop(-slots);
        }
    }

    /** By how much numbers, constants and arrays change the height. */
    private static int slotsChangedBy(int opcode) {
        return switch (opcode) {
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> 2;
            case Opcodes.ACONST_NULL, Opcodes.ICONST_M1, Opcodes.ICONST_0, Opcodes.ICONST_1, Opcodes.ICONST_2,
                    Opcodes.ICONST_3, Opcodes.ICONST_4, Opcodes.ICONST_5, Opcodes.FCONST_0, Opcodes.FCONST_1,
                    Opcodes.FCONST_2, Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D ->
                1;
            case Opcodes.IALOAD, Opcodes.FALOAD, Opcodes.AALOAD, Opcodes.BALOAD, Opcodes.CALOAD, Opcodes.SALOAD,
                    Opcodes.POP, Opcodes.IADD, Opcodes.ISUB, Opcodes.IMUL, Opcodes.IDIV, Opcodes.IREM, Opcodes.FADD,
                    Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM, Opcodes.ISHL, Opcodes.LSHL, Opcodes.ISHR,
                    Opcodes.LSHR, Opcodes.IUSHR, Opcodes.LUSHR, Opcodes.IAND, Opcodes.IOR, Opcodes.IXOR, Opcodes.L2I,
                    Opcodes.L2F, Opcodes.D2I, Opcodes.D2F, Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.MONITORENTER,
                    Opcodes.MONITOREXIT ->
                -1;
            case Opcodes.POP2, Opcodes.LADD, Opcodes.LSUB, Opcodes.LMUL, Opcodes.LDIV, Opcodes.LREM, Opcodes.DADD,
                    Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM, Opcodes.LAND, Opcodes.LOR, Opcodes.LXOR ->
                -2;
            case Opcodes.LCMP, Opcodes.DCMPL, Opcodes.DCMPG, Opcodes.IASTORE, Opcodes.FASTORE, Opcodes.AASTORE,
                    Opcodes.BASTORE, Opcodes.CASTORE, Opcodes.SASTORE ->
                -3;
            case Opcodes.LASTORE, Opcodes.DASTORE -> -4;
            default -> 0;
        };
    }

}
