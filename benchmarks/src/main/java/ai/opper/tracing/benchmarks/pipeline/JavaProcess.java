// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts other processes with the Java that this one runs on. */
final class JavaProcess {

    private JavaProcess() {
    }

    /**
     * Starts a process whose errors appear among ours.
     * @param classPath its class path
     * @param main its main class
     * @param arguments its arguments
     * @return the process
     * @throws IOException when it could not be started
     */
    static Process start(String classPath, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-cp",
                        classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

}
