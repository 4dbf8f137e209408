// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.tool;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.example.supportdesk.order.Order;
import com.example.supportdesk.order.Refund;
import com.example.supportdesk.order.Ticket;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ToolsTest {

    @Autowired
    private GetOrderInformation orders;

    @Autowired
    private RequestRefund refunds;

    @Autowired
    private Escalate humans;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void orders_findsAnOrderWithCustomerItemsAndTotal() {
        Order order = this.orders.find("TC-10031", "C-1001");
        assertThat(order.customer().name()).isEqualTo("Maya Lindqvist");
        assertThat(order.items()).hasSize(2);
        assertThat(order.total()).isEqualByComparingTo("54.70");
        assertThat(order.refunded()).isFalse();
        assertThat(this.orders.find("TC-10014", null).refunded()).isTrue();
    }

    @Test
    void orders_knowsNoOtherNumbers() {
        assertThatExceptionOfType(UnknownOrderException.class).isThrownBy(() -> this.orders.find("TC-99999", null))
            .withMessageContaining("TC-99999");
    }

    @Test
    void orders_showsNoOrderOfSomebodyElse() {
        assertThatExceptionOfType(OtherCustomersOrderException.class)
            .isThrownBy(() -> this.orders.find("TC-10023", "C-1006"));
    }

    @Test
    void refund_writesOneRowWithTheFullPrice() {
        Refund refund = this.refunds.refund("TC-10026", "C-1006", "too loud");
        assertThat(refund.amount()).isEqualByComparingTo("357.90");
        assertThat(amounts("TC-10026")).singleElement()
            .satisfies((amount) -> assertThat(amount).isEqualByComparingTo("357.90"));
        assertThat(this.orders.find("TC-10026", null).refunded()).isTrue();
        assertThatExceptionOfType(RefundNotAllowedException.class)
            .isThrownBy(() -> this.refunds.refund("TC-10026", "C-1006", "again"));
        assertThat(amounts("TC-10026")).hasSize(1);
    }

    @Test
    void refund_writesNothingWhenTheRulesForbidIt() {
        for (String order : List.of("TC-10011", "TC-10029", "TC-10031", "TC-10041", "TC-10051")) {
            assertThatExceptionOfType(RefundNotAllowedException.class).as(order)
                .isThrownBy(() -> this.refunds.refund(order, null, "please"));
            assertThat(amounts(order)).as(order).isEmpty();
        }
    }

    @Test
    void refund_isPossibleOnTheLastDay() {
        assertThat(this.refunds.refund("TC-10028", null, "please").orderNumber()).isEqualTo("TC-10028");
    }

    @Test
    void refund_happensOnceForManyRequestsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> request = () -> isRefunded("TC-10021");
            long accepted = 0;
            for (Future<Boolean> result : threads.invokeAll(List.of(request, request, request, request))) {
                accepted += result.get() ? 1 : 0;
            }
            assertThat(accepted).isOne();
            assertThat(amounts("TC-10021")).hasSize(1);
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void escalate_opensATicketAlsoForAnUnknownOrder() {
        Ticket ticket = this.humans.escalate("conversation-1", "TC-99999", Ticket.Urgency.URGENT, "smoke".repeat(200));
        assertThat(this.jdbc.sql("select urgency from tickets where id = ? and order_number is null")
            .param(ticket.id())
            .query(String.class)
            .single()).isEqualTo("URGENT");
    }

    private boolean isRefunded(String order) {
        try {
            this.refunds.refund(order, null, "please");
            return true;
        }
        catch (RefundNotAllowedException ex) {
            return false;
        }
    }

    private List<BigDecimal> amounts(String order) {
        return this.jdbc.sql("select amount from refunds where order_number = ?")
            .param(order)
            .query(BigDecimal.class)
            .list();
    }

}
