// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes traces to files and reads them again, over HTTP: a Local Opper that runs has its
 * database to itself.
 */
final class TraceFiles {

    private static final int PIECE_CHARACTERS = 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final LocalOpper opper;

    private final @Nullable String token;

    private long imported;

    private long known;

    TraceFiles(LocalOpper opper, @Nullable String token) {
        this.opper = opper;
        this.token = token;
    }

    /** Does the task and stops what was started for it; the result is an exit status. */
    int run(CommandLine.FileTask task, PrintStream out, PrintStream err) {
        try (this.opper) {
            out.println(task.reads() ? read(task.file()) : write(task.file()));
            return LocalOpperMain.STARTED;
        }
        catch (IOException ex) {
            err.println("The file %s cannot be %s: %s.".formatted(task.file(), task.reads() ? "imported" : "written",
                    ex.getMessage()));
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            err.println("Interrupted.");
        }
        return LocalOpperMain.UNAVAILABLE;
    }

    private String write(Path file) throws IOException, InterruptedException {
        HttpResponse<Path> response = this.client.send(request("/local/api/traces/export").build(),
                BodyHandlers.ofFile(file));
        if (response.statusCode() != 200) {
            throw new IOException("the server answered with status " + response.statusCode());
        }
        try (var lines = Files.lines(file)) {
            return "%d traces written to %s.".formatted(lines.count(), file);
        }
    }

    private String read(Path file) throws IOException, InterruptedException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            StringBuilder piece = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                piece.append(line).append('\n');
                // A file of one JSON document over many lines is no sequence of lines.
                if (piece.length() > PIECE_CHARACTERS && line.endsWith("}") && line.startsWith("{")) {
                    post(piece.toString());
                    piece.setLength(0);
                }
            }
            if (!piece.isEmpty()) {
                post(piece.toString());
            }
        }
        return "%d spans imported, %d were there before.".formatted(this.imported, this.known);
    }

    private void post(String piece) throws IOException, InterruptedException {
        HttpResponse<String> response = this.client
            .send(request("/local/api/traces/import").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(piece, StandardCharsets.UTF_8))
                .build(), BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            throw new IOException(answer.path("message").asString("status " + response.statusCode()));
        }
        this.imported += answer.path("imported").asLong();
        this.known += answer.path("known").asLong();
    }

    private HttpRequest.Builder request(String path) {
        URI uri = this.opper.url().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return (this.token != null) ? request.header("Authorization", "Bearer " + this.token) : request;
    }

}
