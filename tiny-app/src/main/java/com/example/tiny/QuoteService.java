// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.tiny;

import java.util.Locale;

import org.springframework.stereotype.Service;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.Traced;

/** One annotated service. */
@Service
public class QuoteService {

    @Traced
    @SpanMetric(dimension = "price", expression = "#result.price()")
    public Quote quote(String product, int pieces) {
        if (pieces < 1) {
            throw new IllegalArgumentException("Nobody can buy " + pieces + " pieces.");
        }
        return new Quote(product.toUpperCase(Locale.ROOT), pieces * 2.5);
    }

    /**
     * What something costs.
     *
     * @param product the product
     * @param price the price of all pieces
     */
    public record Quote(String product, double price) {
    }

}
