// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads orders from the shop's database. */
@Repository
public class Orders {

    private final JdbcClient jdbc;

    Orders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Looks up an order.
     * @param orderNumber the order's number
     * @return the order with customer and items, or empty when there is none
     */
    public Optional<Order> find(String orderNumber) {
        return this.jdbc.sql("""
                select o.*, c.name, c.email,
                  exists (select 1 from refunds r where r.order_number = o.order_number) as refunded
                from orders o join customers c on c.id = o.customer_id
                where o.order_number = ?""")
            .param(orderNumber)
            .query((row, index) -> order(row, items(orderNumber)))
            .optional();
    }

    private List<OrderItem> items(String orderNumber) {
        return this.jdbc
            .sql("select product, quantity, unit_price from order_items where order_number = ? order by position")
            .param(orderNumber)
            .query((row, index) -> new OrderItem(row.getString("product"), row.getInt("quantity"),
                    row.getBigDecimal("unit_price")))
            .list();
    }

    private static Order order(ResultSet row, List<OrderItem> items) throws SQLException {
        Customer customer = new Customer(row.getString("customer_id"), row.getString("name"), row.getString("email"));
        return new Order(row.getString("order_number"), customer, OrderStatus.valueOf(row.getString("status")),
                row.getObject("ordered_on", LocalDate.class), row.getObject("shipped_on", LocalDate.class),
                row.getObject("delivered_on", LocalDate.class), row.getString("carrier"), row.getBoolean("refunded"),
                items);
    }

}
