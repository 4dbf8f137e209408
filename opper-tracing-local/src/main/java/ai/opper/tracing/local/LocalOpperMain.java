// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.PrintStream;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code java -jar opper-tracing-local-exec.jar}: Local Opper as a program of its own.
 */
final class LocalOpperMain {

    static final int STARTED = 0;

    static final int UNAVAILABLE = 1;

    static final int MISUSED = 2;

    private LocalOpperMain() {
    }

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING);
        int status = run(arguments, System.getenv(), System.out, System.err);
        if (status != STARTED) {
            System.exit(status);
        }
    }

    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        CommandLine line;
        try {
            line = CommandLine.parse(arguments, environment);
        }
        catch (IllegalArgumentException ex) {
            err.println(ex.getMessage());
            return MISUSED;
        }
        if (line.help()) {
            out.print(CommandLine.HELP);
            return STARTED;
        }
        try {
            LocalOpper opper = LocalOpper.start(line.settings());
            CommandLine.FileTask task = line.task();
            if (task != null) {
                return new TraceFiles(opper, line.settings().token()).run(task, out, err);
            }
            serve(opper, out);
            return STARTED;
        }
        catch (LocalOpperUnavailableException ex) {
            err.println(ex.getMessage());
            return UNAVAILABLE;
        }
    }

    private static void serve(LocalOpper opper, PrintStream out) {
        if (opper.joined()) {
            out.println("Local Opper is running already: " + opper.url());
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(opper::close, "local-opper-stop"));
        out.println("Local Opper: " + opper.url());
        out.flush();
        opper.awaitClosed();
    }

}
