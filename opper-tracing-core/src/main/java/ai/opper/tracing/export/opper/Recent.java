// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A bounded map that forgets what was not used for the longest time. Any thread. */
final class Recent<K, V> {

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<K, V> entries;

    Recent(int max) {
        this.entries = new LinkedHashMap<>(16, LOAD_FACTOR, true) {

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }

        };
    }

    synchronized @Nullable V get(K key) {
        return this.entries.get(key);
    }

    synchronized void put(K key, V value) {
        this.entries.put(key, value);
    }

    synchronized @Nullable V remove(K key) {
        return this.entries.remove(key);
    }

}
