// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of this repository. */
final class Documents {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Documents() {
    }

    /** The pages of docs/, and those at the top of the repository and of its modules. */
    static List<Path> all() throws IOException {
        List<Path> documents = new ArrayList<>(below(ROOT.resolve("docs"), "/[^/]+\\.md"));
        documents.addAll(inFolder(ROOT));
        for (Path module : modules()) {
            documents.addAll(inFolder(module));
        }
        return documents;
    }

    /** The folders that have a pom.xml. */
    static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter((folder) -> Files.exists(folder.resolve("pom.xml"))).toList();
        }
    }

    private static List<Path> inFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter((file) -> file.toString().endsWith(".md")).toList();
        }
    }

    /** The files below a folder whose path ends so. */
    static List<Path> below(Path folder, String end) throws IOException {
        Pattern pattern = Pattern.compile(".*" + end);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter((file) -> pattern.matcher(file.toString().replace('\\', '/')).matches()).toList();
        }
    }

}
