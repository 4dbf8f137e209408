// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.client;

import java.util.List;

/**
 * A trace with all its spans.
 *
 * @param summary what a list of traces says about it
 * @param spans its spans, in the API's order
 */
public record Trace(TraceSummary summary, List<TraceSpan> spans) {

    /**
     * The spans in their hierarchy.
     * @return a tree, which can be printed
     */
    public TraceTree tree() {
        return TraceTree.of(this.spans);
    }

    /**
     * What the spans took and measured, by type.
     * @return figures, which can be printed
     */
    public TraceAnalysis analysis() {
        return TraceAnalysis.of(this);
    }

}
