// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import ai.opper.tracing.OpperTracer;

import com.example.supportdesk.order.Customer;
import com.example.supportdesk.order.Order;
import com.example.supportdesk.order.OrderItem;
import com.example.supportdesk.order.OrderStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class RefundRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final RefundRules rules = new RefundRules(
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC), OpperTracer.noop());

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 29, 30 })
    void check_allowsWithinThirtyDays(int days) {
        assertThatNoException().isThrownBy(() -> this.rules.check(delivered(days, false)));
    }

    @ParameterizedTest
    @ValueSource(ints = { 31, 32, 400 })
    void check_refusesAfterThirtyDays(int days) {
        assertThatExceptionOfType(RefundNotAllowedException.class)
            .isThrownBy(() -> this.rules.check(delivered(days, false)))
            .withMessageContaining("delivered " + days + " days ago");
    }

    @Test
    void check_refusesTheSecondRefund() {
        assertThatExceptionOfType(RefundNotAllowedException.class)
            .isThrownBy(() -> this.rules.check(delivered(3, true)))
            .withMessageContaining("already");
    }

    @ParameterizedTest
    @CsvSource({ "PROCESSING, being packed", "SHIPPED, on its way", "CANCELLED, cancelled" })
    void check_refusesWhatIsNotDelivered(OrderStatus status, String reason) {
        assertThatExceptionOfType(RefundNotAllowedException.class)
            .isThrownBy(() -> this.rules.check(order(status, null, false)))
            .withMessageContaining(reason);
    }

    private static Order delivered(int daysAgo, boolean refunded) {
        return order(OrderStatus.DELIVERED, TODAY.minusDays(daysAgo), refunded);
    }

    private static Order order(OrderStatus status, LocalDate deliveredOn, boolean refunded) {
        return new Order("TC-10001", new Customer("C-1001", "Maya Lindqvist", "maya@example.com"), status,
                TODAY.minusDays(500), null, deliveredOn, null, refunded,
                List.of(new OrderItem("Tamarin One", 1, new BigDecimal("349.00"))));
    }

}
