// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Objects;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Writes refunds to the shop's database. */
@Repository
public class Refunds {

    private final JdbcClient jdbc;

    private final Clock clock;

    Refunds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes a refund of the order's full price.
     * @param order the order
     * @param reason what the customer said
     * @return the refund
     * @throws DuplicateKeyException if the order has one already
     */
    public Refund add(Order order, String reason) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        this.jdbc.sql("insert into refunds (order_number, amount, reason, requested_at) values (?, ?, ?, ?)")
            .params(order.orderNumber(), order.total(), shorten(reason), OffsetDateTime.now(this.clock))
            .update(key, "id");
        return new Refund(Objects.requireNonNull(key.getKey()).longValue(), order.orderNumber(), order.total());
    }

    private static String shorten(String reason) {
        return reason.substring(0, Math.min(reason.length(), 200));
    }

}
