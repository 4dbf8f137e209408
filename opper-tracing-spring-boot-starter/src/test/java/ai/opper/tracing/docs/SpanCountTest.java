// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import ai.opper.tracing.export.SpanBatchExporter;
import ai.opper.tracing.test.SpanBatchExporterContract;

class SpanCountTest extends SpanBatchExporterContract {

    @Override
    protected SpanBatchExporter exporter() {
        return new SpanCount();
    }

}
