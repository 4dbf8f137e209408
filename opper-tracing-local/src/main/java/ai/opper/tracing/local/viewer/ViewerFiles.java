// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page's own files, read from the class path once. */
final class ViewerFiles {

    private static final Pattern NAME = Pattern.compile("([a-z]+/){0,2}[A-Za-z][A-Za-z0-9.-]*\\.(js|mjs|css|svg)");

    private static final Pattern IMPORT = Pattern.compile("from ?\"(\\.[^\"]+)\"");

    private static final Pattern STYLE_IMPORT = Pattern.compile("@import \"([^\"]+)\";");

    private static final Map<String, String> MEDIA_TYPES = Map.of("js", "text/javascript; charset=utf-8", "mjs",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "html",
            "text/html; charset=utf-8");

    private final Map<String, ViewerFile> read = new ConcurrentHashMap<>();

    private final Map<String, ViewerFile> pages = new ConcurrentHashMap<>();

    private final String root;

    /**
     * Serves the files below a path of their own, so that browsers may keep them.
     * @param root the path, with a slash at both ends
     */
    ViewerFiles(String root) {
        this.root = root;
    }

    Optional<ViewerFile> find(String name) {
        return NAME.matcher(name).matches() ? cached(name) : Optional.empty();
    }

    /**
     * The page that shows a view. It names all modules of the view, so that the browser
     * asks for them at once and not for each when another has named it.
     */
    ViewerFile page(String view) {
        return this.pages.computeIfAbsent(view, (key) -> {
            String modules = modulesOf("app.js", view).stream()
                .map((module) -> "  <link rel=\"modulepreload\" href=\"/viewer/" + module + "\">\n")
                .collect(Collectors.joining());
            String content = content("index.html").replace("</head>", modules + "</head>")
                .replace("/viewer/", this.root);
            return new ViewerFile(mediaType("index.html"), content);
        });
    }

    private Set<String> modulesOf(String... entries) {
        LinkedHashSet<String> found = new LinkedHashSet<>();
        for (String entry : entries) {
            addModules(entry, found);
        }
        return found;
    }

    private void addModules(String module, Set<String> found) {
        if (found.add(module)) {
            String content = cached(module).map(ViewerFile::content).orElse("");
            IMPORT.matcher(content)
                .results()
                .map((match) -> URI.create(module).resolve(match.group(1)).toString())
                .forEach((name) -> addModules(name, found));
        }
    }

    private Optional<ViewerFile> cached(String name) {
        ViewerFile known = this.read.get(name);
        Optional<ViewerFile> file = (known != null) ? Optional.of(known) : load(name);
        file.ifPresent((found) -> this.read.put(name, found));
        return file;
    }

    private Optional<ViewerFile> load(String name) {
        try (InputStream in = ViewerFiles.class.getResourceAsStream(name)) {
            return (in != null) ? Optional.of(new ViewerFile(mediaType(name),
                    resolved(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)))) : Optional.empty();
        }
        catch (IOException ex) {
            throw new UncheckedIOException("The viewer's file %s cannot be read.".formatted(name), ex);
        }
    }

    private String resolved(String name, String content) {
        if (name.startsWith("vendor/preact/")) {
            // Preact's modules import each other by package name, which browsers resolve
            // with an import map only, and that would have to be an inline script.
            return content.replace("from\"preact\"", "from\"./preact.mjs\"");
        }
        return name.endsWith(".css") ? withImported(content) : content;
    }

    /** A browser would ask for each imported style sheet before it paints anything. */
    private String withImported(String styles) {
        return STYLE_IMPORT.matcher(styles).replaceAll((match) -> Matcher.quoteReplacement(content(match.group(1))));
    }

    private String content(String name) {
        return cached(name).map(ViewerFile::content)
            .orElseThrow(() -> new IllegalStateException("The viewer's file %s is missing.".formatted(name)));
    }

    private static String mediaType(String name) {
        return MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    record ViewerFile(String mediaType, String content) {
    }

}
