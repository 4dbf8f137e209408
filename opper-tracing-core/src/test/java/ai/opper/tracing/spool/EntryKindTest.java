// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import ai.opper.tracing.span.MetricRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntryKindTest {

    private static byte[] bytesOf(SpoolEntry entry) {
        EntryOutput output = new EntryOutput(16);
        EntryKind.write(entry, output);
        byte[] bytes = new byte[output.size()];
        output.written().get(bytes);
        return bytes;
    }

    private static SpoolEntry copyOf(SpoolEntry entry) throws DamagedEntryException {
        return EntryKind.of(entry).read(ByteBuffer.wrap(bytesOf(entry)));
    }

    @Test
    void read_givesBackWhatWasWritten() throws Exception {
        Random random = new Random(1);
        for (int index = 0; index < 2_000; index++) {
            SpoolEntry finished = new SpoolEntry.Finished(SpoolSamples.randomSpan(random),
                    List.of(SpoolEntry.Opening.values()).get(random.nextInt(3)), random.nextBoolean());
            SpoolEntry opened = new SpoolEntry.Opened(SpoolSamples.randomSpan(random));
            assertThat(copyOf(finished)).isEqualTo(finished);
            assertThat(copyOf(opened)).isEqualTo(opened);
        }
        SpoolEntry metric = new SpoolEntry.LateMetric(UUID.randomUUID(), UUID.randomUUID(),
                new MetricRecord("hits", 3, "good"));
        SpoolEntry id = new SpoolEntry.ServerId(UUID.randomUUID(), "server-id");
        assertThat(copyOf(metric)).isEqualTo(metric);
        assertThat(copyOf(id)).isEqualTo(id);
    }

    @Test
    void read_survivesEveryKindOfDamage() {
        Random random = new Random(2);
        byte[] good = bytesOf(
                new SpoolEntry.Finished(SpoolSamples.randomSpan(random), SpoolEntry.Opening.NEVER, false));
        for (int index = 0; index < 50_000; index++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                EntryKind.FINISHED.read(ByteBuffer.wrap(bad));
            }
            catch (DamagedEntryException ex) {
                assertThat(ex).hasMessageNotContaining("näme");
            }
        }
    }

}
