// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.langchain4j.agent.tool.ToolSpecification;
import org.jspecify.annotations.Nullable;

/**
 * Tools that are observed where they run. Two services may have equal tools of which only
 * one is observed, so it is the object that counts; it is not kept alive.
 */
final class ObservedTools {

    private final Set<Identity> tools = ConcurrentHashMap.newKeySet();

    private final ReferenceQueue<ToolSpecification> gone = new ReferenceQueue<>();

    void add(ToolSpecification tool) {
        for (Reference<?> reference = this.gone.poll(); reference != null; reference = this.gone.poll()) {
            this.tools.remove(reference);
        }
        this.tools.add(new Identity(tool, this.gone));
    }

    boolean contains(ToolSpecification tool) {
        return this.tools.contains(new Identity(tool, null));
    }

    private static final class Identity extends WeakReference<ToolSpecification> {

        private final int hash;

        Identity(ToolSpecification tool, @Nullable ReferenceQueue<ToolSpecification> queue) {
            super(tool, queue);
            this.hash = System.identityHashCode(tool);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            ToolSpecification tool = get();
            return tool != null && other instanceof Identity identity && identity.refersTo(tool);
        }

        @Override
        public int hashCode() {
            return this.hash;
        }

    }

}
