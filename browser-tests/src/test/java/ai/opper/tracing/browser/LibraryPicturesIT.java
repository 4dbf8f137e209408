// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.browser;

import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Takes pictures of traces that libraries' test applications have left in a Local Opper
 * that runs; docs/images/libraries.sh asks for both.
 */
@EnabledIfSystemProperty(named = "opper.test.viewer", matches = "https?://.+",
        disabledReason = "Pictures of libraries' traces are taken by docs/images/libraries.sh")
class LibraryPicturesIT {

    private static final Path PICTURES = Path.of("target", "screenshots", "libraries");

    @RegisterExtension
    static final ViewerSession viewer = ViewerSession
        .joining(() -> URI.create(System.getProperty("opper.test.viewer")).getPort());

    private static final String SPRING_AI = "service=spring-ai-desk&text=where";

    private static final String LANGCHAIN4J = "service=langchain4j-desk&text=where";

    private static final String GATEWAY = "service=gateway-desk&text=when";

    /** A picture, its trace, a span by its name and position, and what is seen of it. */
    static Stream<Arguments> spans() {
        return Stream.of(arguments("spring-ai", SPRING_AI, "chat gpt-test", 1, ".message"),
                arguments("spring-ai-call", SPRING_AI, "chat gpt-test", 0, ".message"),
                arguments("spring-ai-documents", SPRING_AI, "vector_store query", 0, ".document"),
                arguments("spring-ai-tool", SPRING_AI, "find_order", 0, ".payload-body"),
                arguments("langchain4j", LANGCHAIN4J, "chat gpt-test", 1, ".message"),
                arguments("langchain4j-documents", LANGCHAIN4J, "EmbeddingStoreContentRetriever", 0, ".document"),
                arguments("opentelemetry-otlp", "service=otel-desk", "chat gpt-test", 1, ".message"),
                arguments("opentelemetry", "service=pipeline-desk", "chat gpt-test", 1, ".message"),
                arguments("otlp", "service=otlp-desk&text=left", "chat gpt-test", 1, ".message"),
                arguments("opper-gateway", GATEWAY, "support.answer", 1, ".message"),
                arguments("opper-gateway-ours", GATEWAY, "chat openai/gpt-test", 0, ".detail"));
    }

    @ParameterizedTest
    @MethodSource
    void spans(String name, String trace, String span, int position, String seen) {
        viewer.look(ColorScheme.LIGHT, 1280, 960);
        viewer.openOnly(trace);
        viewer.find(".span-row", span).nth(position).click();
        assertThat(viewer.find(".detail h2")).containsText(span);
        assertThat(viewer.find(seen).first()).isVisible();
        Path picture = PICTURES.resolve(name + ".png");
        viewer.picture(picture);
        assertThat(picture).isNotEmptyFile();
    }

}
