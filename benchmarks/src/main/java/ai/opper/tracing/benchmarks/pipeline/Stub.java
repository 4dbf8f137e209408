// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The stub server, seen from the process that measures. One thread. */
final class Stub implements AutoCloseable {

    private final Process process;

    private final BufferedReader answers;

    private final PrintStream commands;

    private final URI url;

    private Stub(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.url = URI.create("http://127.0.0.1:" + this.answers.readLine());
    }

    /**
     * Starts a process.
     * @return the running stub, which answers everything with 200
     * @throws IOException when it could not be started
     */
    static Stub start() throws IOException {
        return new Stub(JavaProcess.start(System.getProperty("java.class.path"), StubServer.class));
    }

    URI url() {
        return this.url;
    }

    /**
     * Tells the stub what to do.
     * @param command a command of {@link StubServer}
     * @return the answer
     */
    String tell(String command) {
        this.commands.println(command);
        try {
            return this.answers.readLine();
        }
        catch (IOException ex) {
            throw new IllegalStateException("The stub server is gone.", ex);
        }
    }

    Counts counts() {
        String[] parts = tell("counts").split(" ", -1);
        return new Counts(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]), Integer.parseInt(parts[4]) / 1_000.0, Integer.parseInt(parts[5]) / 1_000.0,
                Integer.parseInt(parts[6]) / 1_000.0,
                Arrays.stream(parts[7].split(",", -1)).mapToInt(Integer::parseInt).toArray());
    }

    @Override
    public void close() {
        this.commands.close();
        try {
            if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
                this.process.destroyForcibly();
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What the stub has seen.
     *
     * @param requests how many requests came
     * @param ok how many were answered with success
     * @param connections how many connections were opened
     * @param stamped how many spans told when they ended
     * @param p50Millis median time from there to the answer
     * @param p99Millis 99th percentile of it
     * @param maxMillis the longest
     * @param arrivals requests in each tenth of a second
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Counts(int requests, int ok, int connections, int stamped, double p50Millis, double p99Millis,
            double maxMillis, int[] arrivals) {

        /** The most requests in any second of a stretch, in tenths of a second. */
        int busiestSecond(int fromSlice, int toSlice) {
            int busiest = 0;
            for (int slice = fromSlice; slice < Math.min(toSlice, this.arrivals.length); slice++) {
                busiest = Math.max(busiest, inSecond(slice));
            }
            return busiest;
        }

        /** Requests in the second that begins with a slice. */
        int inSecond(int slice) {
            int sum = 0;
            for (int i = slice; i < Math.min(slice + 10, this.arrivals.length); i++) {
                sum += this.arrivals[i];
            }
            return sum;
        }

    }

}
