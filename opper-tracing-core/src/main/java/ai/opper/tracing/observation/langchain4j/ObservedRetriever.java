// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.util.List;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import org.springframework.util.ClassUtils;

import ai.opper.tracing.observation.ActiveSpan;
import ai.opper.tracing.observation.LibraryCall;

/**
 * A retriever whose work is a span that is current meanwhile, so that embeddings find it.
 * LangChain4j's listener would not be told of every end.
 */
final class ObservedRetriever implements ContentRetriever {

    private final ContentRetriever retriever;

    private final String name;

    private final ServiceCalls services;

    ObservedRetriever(ContentRetriever retriever, ServiceCalls services) {
        this.retriever = retriever;
        this.name = name(retriever);
        this.services = services;
    }

    /** A class without a name has none that is stable. */
    private static String name(ContentRetriever retriever) {
        Class<?> type = ClassUtils.getUserClass(retriever);
        return (ClassUtils.isLambdaClass(type) || type.isAnonymousClass()) ? "retriever" : type.getSimpleName();
    }

    @Override
    public List<Content> retrieve(Query query) {
        ServiceCall service = (query.metadata() != null) ? this.services.of(query.metadata().invocationContext())
                : null;
        RetrievalContext context = new RetrievalContext(this.name, query.text());
        LibraryCall call = this.services.observe(RetrievalContext.NAME, context, service);
        try (ActiveSpan.Scope scope = call.makeCurrent()) {
            List<Content> found = this.retriever.retrieve(query);
            context.found(found);
            return found;
        }
        catch (Throwable ex) {
            call.fail(ex);
            throw ex;
        }
        finally {
            call.end();
        }
    }

}
