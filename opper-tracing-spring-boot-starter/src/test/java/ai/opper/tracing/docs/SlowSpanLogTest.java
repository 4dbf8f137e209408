// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import ai.opper.tracing.export.SpanExporter;
import ai.opper.tracing.test.SpanExporterContract;

class SlowSpanLogTest extends SpanExporterContract {

    @Override
    protected SpanExporter exporter() {
        return new SlowSpanLog();
    }

}
