// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.article;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.QueryBuilder;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Keeps the articles in a Lucene index in memory, built once at the start. */
@Component
final class ArticleIndex {

    private static final float TITLE_BOOST = 2.0F;

    private final IndexSearcher searcher;

    private final QueryBuilder queries = new QueryBuilder(Words.ANALYZER);

    ArticleIndex(ResourcePatternResolver resources) throws IOException {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(Words.ANALYZER))) {
            for (Resource file : resources.getResources("classpath:/articles/*.md")) {
                writer.addDocument(document(Article.read(file)));
            }
        }
        this.searcher = new IndexSearcher(DirectoryReader.open(directory));
    }

    int size() {
        return this.searcher.getIndexReader().numDocs();
    }

    List<FoundArticle> search(String question, int limit) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        add(query, this.queries.createBooleanQuery("title", question), TITLE_BOOST);
        add(query, this.queries.createBooleanQuery("text", question), 1.0F);
        List<FoundArticle> found = new ArrayList<>();
        for (ScoreDoc hit : this.searcher.search(query.build(), limit).scoreDocs) {
            found.add(found(this.searcher.storedFields().document(hit.doc), hit.score));
        }
        return found;
    }

    private static void add(BooleanQuery.Builder query, @Nullable Query part, float boost) {
        // A question of nothing but stop words has no query.
        if (part != null) {
            query.add(new BoostQuery(part, boost), Occur.SHOULD);
        }
    }

    private static Document document(Article article) {
        Document document = new Document();
        document.add(new StoredField("id", article.id()));
        document.add(new TextField("title", article.title(), Field.Store.YES));
        document.add(new TextField("text", article.text(), Field.Store.YES));
        return document;
    }

    private static FoundArticle found(Document document, float score) {
        return new FoundArticle(document.get("id"), document.get("title"), Math.round(score * 1000) / 1000.0,
                document.get("text"));
    }

}
