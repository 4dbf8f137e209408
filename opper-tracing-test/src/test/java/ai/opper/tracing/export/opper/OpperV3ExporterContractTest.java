// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.export.opper;

class OpperV3ExporterContractTest extends OpperSpanExporterContractTest {

    @Override
    OpperApiVersion version() {
        return OpperApiVersion.V3;
    }

}
