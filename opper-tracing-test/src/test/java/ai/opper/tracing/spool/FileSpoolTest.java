// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.file.Path;

import ai.opper.tracing.span.Ledger;
import ai.opper.tracing.span.Problems;
import ai.opper.tracing.test.SpoolContract;
import org.junit.jupiter.api.io.TempDir;

class FileSpoolTest extends SpoolContract {

    @TempDir
    Path directory;

    @Override
    protected Spool open() {
        return FileSpool.open(SpoolSettings.in(this.directory), new Ledger(), new Problems());
    }

}
