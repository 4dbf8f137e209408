// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.article;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.Resource;

/** One help-centre article: a title and Markdown text below it. */
record Article(String id, String title, String text) {

    static Article read(Resource file) throws IOException {
        String[] parts = file.getContentAsString(StandardCharsets.UTF_8).split("\\R", 2);
        String name = String.valueOf(file.getFilename());
        if (parts.length < 2 || !parts[0].startsWith("# ")) {
            throw new IllegalStateException(
                    "The article " + name + " has no title: its first line must begin with \"# \".");
        }
        return new Article(name.replaceFirst("\\.md$", ""), parts[0].substring(2).trim(), parts[1].trim());
    }

}
