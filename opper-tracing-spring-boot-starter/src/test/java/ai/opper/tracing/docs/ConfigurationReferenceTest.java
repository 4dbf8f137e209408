// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the page that explains all properties to the metadata that IDEs read. */
class ConfigurationReferenceTest {

    private static final Path PAGE = Documents.ROOT.resolve("docs/configuration.md");

    @Test
    void page_isWrittenFromTheMetadata() throws IOException {
        String expected = new ConfigurationReference(ConfigurationMetadata.read()).text();
        if (Boolean.getBoolean("opper.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).as("-Dopper.docs.write=true writes the page anew").content().isEqualTo(expected);
    }

    @Test
    void page_explainsWhatApplicationsSet() throws IOException {
        assertThat(PAGE).content()
            .contains("| `opper.tracing.api-version` | `v2`, `v3` | `v2` |")
            .contains("| `opper.tracing.capture.max-bytes` | `DataSize` | `16KB` |")
            .contains("| `opper.local.port` | `Integer` | `4319` |");
    }

}
