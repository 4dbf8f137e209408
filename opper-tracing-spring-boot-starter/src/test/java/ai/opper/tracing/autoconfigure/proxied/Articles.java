// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import java.util.List;

import org.springframework.data.repository.CrudRepository;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

/** A repository of which Spring Data makes the bean. */
@Traced(type = SpanType.RETRIEVER)
public interface Articles extends CrudRepository<Article, Long> {

    @Traced(name = "articles.by_title", type = SpanType.RETRIEVER)
    List<Article> findByTitle(String title);

}
