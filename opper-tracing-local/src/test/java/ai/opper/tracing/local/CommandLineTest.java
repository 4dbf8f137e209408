// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The options of {@code java -jar}. */
class CommandLineTest {

    @Test
    void parse_knowsAllOptions() {
        CommandLine line = parse(Map.of(), "--opper.local.port=5000", "--opper.local.address=0.0.0.0",
                "--opper.local.database=jdbc:h2:mem:x", "--opper.local.token=a=b");
        assertThat(line.settings()).isEqualTo(new LocalOpperSettings("0.0.0.0", 5000, "jdbc:h2:mem:x", "a=b"));
        assertThat(line.help()).isFalse();
    }

    @Test
    void parse_prefersArgumentsToEnvironment() {
        CommandLine line = parse(Map.of("OPPER_LOCAL_PORT", "1", "OPPER_LOCAL_TOKEN", "t"), "--opper.local.port=2");
        assertThat(line.settings()).isEqualTo(LocalOpperSettings.defaults().withPort(2).withToken("t"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "--opper.local.prot=1", "4319", "--opper.local.port", "--opper.local.port=x",
            "--opper.local.port=70000", "--opper.local.token=" })
    void run_explainsMisuse(String argument) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = LocalOpperMain.run(new String[] { argument }, Map.of(), System.out, printer(err));
        assertThat(status).isEqualTo(2);
        String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(name.replace("--", ""))
            .endsWith("." + System.lineSeparator());
    }

    @Test
    void run_printsHelp() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(LocalOpperMain.run(new String[] { "--help" }, Map.of(), printer(out), System.err)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--opper.local.port", "--opper.local.address",
                "--opper.local.database", "--opper.local.token", "OPPER_LOCAL_PORT");
    }

    private static CommandLine parse(Map<String, String> environment, String... arguments) {
        return CommandLine.parse(arguments, environment);
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

}
