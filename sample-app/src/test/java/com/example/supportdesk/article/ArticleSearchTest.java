// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.article;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

class ArticleSearchTest {

    private static final PathMatchingResourcePatternResolver RESOURCES = new PathMatchingResourcePatternResolver();

    private static ArticleIndex index;

    private static ArticleSearch search;

    @BeforeAll
    static void buildIndex() throws IOException {
        index = new ArticleIndex(RESOURCES);
        search = new ArticleSearch(index);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What does E04 on the display mean?             | error-codes
            How do I descale my machine?                   | descaling
            My machine does not find the Wi-Fi             | connect-to-wifi
            Can I pause my subscription?                   | pause-or-cancel-subscription
            How long does express shipping take?           | shipping-times-and-costs
            What is not covered by the warranty?           | warranty
            How long does a repair take?                   | warranty-claim-and-repair
            When do I get my refund?                       | refunds
            How can I return a product?                    | returns
            My parcel arrived damaged                      | parcel-lost-or-damaged
            I forgot my password                           | account-and-password
            Can I pay with PayPal?                         | payment-methods
            Where do I download an invoice?                | invoices-and-vat
            How do I froth milk?                           | milk-frothing
            There is water under the machine               | machine-leaks-water
            Why does my coffee taste bitter?               | coffee-tastes-weak-or-bitter
            How do I change the water filter?              | water-filter
            How do I cancel my order?                      | change-or-cancel-order
            The grinder is very loud                       | grinder-settings
            How long is a gift card valid?                 | gift-cards-and-discounts
            """)
    void search_findsTheRightArticleFirst(String question, String expected) {
        assertThat(search.search(question)).first().extracting(FoundArticle::id).isEqualTo(expected);
    }

    @Test
    void search_ordersByScoreAndIsLimited() {
        List<FoundArticle> found = search.search("How do I clean the machine?");
        assertThat(found).hasSize(4);
        assertThat(found).extracting(FoundArticle::score)
            .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void search_findsNothingForWordsWithoutContent() {
        assertThat(search.search("what is it?")).isEmpty();
        assertThat(search.search("?!")).isEmpty();
    }

    @Test
    void search_takesQuerySyntaxAsPlainWords() {
        assertThat(search.search("descaling\" AND (title:[* TO")).first()
            .extracting(FoundArticle::id)
            .isEqualTo("descaling");
    }

    @Test
    void index_holdsArticlesOfReadableLength() throws IOException {
        Resource[] files = RESOURCES.getResources("classpath:/articles/*.md");
        assertThat(index.size()).isEqualTo(files.length).isGreaterThanOrEqualTo(25);
        for (Resource file : files) {
            Article article = Article.read(file);
            assertThat(article.title()).isNotBlank();
            assertThat(article.text().split("\\s+").length).as(article.id()).isBetween(115, 250);
        }
    }

}
