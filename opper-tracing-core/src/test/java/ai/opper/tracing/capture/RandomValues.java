// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes values of all the shapes that JSON knows, from a seed. */
final class RandomValues {

    private static final int[] CHARACTERS = { 'a', 'Z', '0', ' ', '"', '\\', '/', '\n', '\t', 0x01, 0x7F, 0xE9, 0x20AC,
            0x2028, 0xFFFD - 1, 0x1F600, 0x10FFFF };

    private RandomValues() {
    }

    static Object value(Random random, int depth) {
        int kind = random.nextInt((depth > 0) ? 12 : 7);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextGaussian();
            case 4 -> random.nextLong();
            case 5 -> text(random, 12);
            case 6 -> text(random, random.nextInt(10) == 0 ? 30_000 : 200);
            case 7, 8, 9 -> map(random, depth);
            default -> list(random, depth);
        };
    }

    static String text(Random random, int maxLength) {
        int length = random.nextInt(maxLength);
        int[] only = random.nextBoolean() ? CHARACTERS : new int[] { CHARACTERS[random.nextInt(CHARACTERS.length)] };
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < length; index++) {
            text.appendCodePoint(only[random.nextInt(only.length)]);
        }
        return text.toString();
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int size = size(random); size > 0; size--) {
            map.put("k" + size + text(random, 6), value(random, depth - 1));
        }
        return map;
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int size = size(random); size > 0; size--) {
            list.add(value(random, depth - 1));
        }
        return list;
    }

    private static int size(Random random) {
        return (random.nextInt(8) == 0) ? random.nextInt(60) : random.nextInt(6);
    }

}
