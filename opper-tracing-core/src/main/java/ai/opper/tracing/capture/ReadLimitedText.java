// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

/**
 * A text that may be looked at only so often. A regular expression that backtracks
 * without end looks at its text without end; here it fails instead.
 */
final class ReadLimitedText implements CharSequence {

    private static final int FREE_READS = 200_000;

    private static final int READS_PER_CHARACTER = 200;

    private final String text;

    private final int length;

    private int readsLeft;

    ReadLimitedText(String text, int length) {
        this.text = text;
        this.length = length;
        this.readsLeft = FREE_READS + READS_PER_CHARACTER * length;
    }

    @Override
    public int length() {
        return this.length;
    }

    @Override
    public char charAt(int index) {
        if (this.readsLeft-- <= 0) {
            throw new IllegalStateException("The pattern takes too long for a text of " + this.length + " characters");
        }
        return this.text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return this.text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return this.text.substring(0, this.length);
    }

}
