// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces that leave as files and come back, over the API and on the command line. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TraceFilesTest {

    @Parameter
    private TestDatabase database;

    @TempDir
    private Path directory;

    @Test
    void export_isReadAgainAsItWas() {
        try (RunningOpper from = RunningOpper.on(this.database); RunningOpper to = RunningOpper.on(this.database)) {
            String trace = fill(from.api());
            String path = "/local/api/traces/" + trace;
            Api.Reply file = from.api().get(path + "/export").expect(200);
            assertThat(file.header("Content-Disposition")).contains("trace-" + trace + ".json");
            JsonNode first = to.api().post("/local/api/traces/import", file.body()).expect(200).json();
            assertThat(first.path("imported").asInt()).isEqualTo(2);
            assertThat(first.path("traces").get(0).asString()).isEqualTo(trace);
            JsonNode second = to.api().post("/local/api/traces/import", file.body()).expect(200).json();
            assertThat(second.path("imported").asInt()).isZero();
            assertThat(second.path("known").asInt()).isEqualTo(2);
            assertThat(to.api().get(path).json()).isEqualTo(from.api().get(path).json());
            assertThat(to.api().get(path + "/export").body()).isEqualTo(file.body());
        }
    }

    @Test
    void import_refusesWhatIsNoExport() {
        try (RunningOpper to = RunningOpper.on(this.database)) {
            to.api().post("/local/api/traces/import", "{\"format\":\"other\"}").expectInvalid("format");
            to.api().post("/local/api/traces/import", "[1]").expectInvalid("body");
            to.api().post("/local/api/traces/import", "{").expect(400);
            to.api()
                .post("/local/api/traces/import",
                        "{\"format\":\"local-opper/1\",\"trace_id\":\"%s\",\"spans\":[{\"name\":\"x\"}]}"
                            .formatted(UUID.randomUUID()))
                .expectInvalid("id");
            assertThat(to.api().get("/local/api/traces?count=true").json().path("total").asInt()).isZero();
        }
    }

    @Test
    void commandLine_movesAllTraces() throws Exception {
        Path file = this.directory.resolve("all.jsonl");
        try (RunningOpper from = RunningOpper.on(this.database)) {
            for (int i = 0; i < 250; i++) {
                fill(from.api());
            }
            assertThat(run("export", file, "--opper.local.port=" + from.opper().url().getPort()))
                .contains("250 traces written");
        }
        assertThat(Files.readAllLines(file)).hasSize(250);
        try (RunningOpper to = RunningOpper.on(this.database)) {
            String port = "--opper.local.port=" + to.opper().url().getPort();
            assertThat(run("import", file, port)).contains("500 spans imported, 0 were there before");
            assertThat(run("import", file, port)).contains("0 spans imported, 500 were there before");
        }
    }

    private static String run(String task, Path file, String port) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(LocalOpperMain.run(new String[] { task, file.toString(), port }, Map.of(), printer, printer))
            .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String fill(Api api) {
        String root = api
            .span("{\"name\":\"root\",\"input\":\"in\",\"meta\":{\"session_id\":\"s\",\"n\":1.50},\"score\":3,"
                    + "\"start_time\":\"2026-11-20T10:00:00Z\",\"end_time\":\"2026-11-20T10:00:01Z\"}");
        String child = api.span("{\"name\":\"child\",\"type\":\"llm\",\"error\":\"e\",\"parent_id\":\"" + root
                + "\",\"start_time\":\"2026-11-20T10:00:00Z\"}");
        api.post("/v2/spans/" + child + "/metrics", "{\"dimension\":\"d\",\"value\":1,\"comment\":\"c\"}").expect(200);
        api.post("/v2/spans/" + root + "/feedback", "{\"score\":0.5,\"comment\":\"meh\"}").expect(200);
        return api.get("/v2/spans/" + root).text("trace_id");
    }

}
