// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import ai.opper.tracing.Sensitive;

import static org.assertj.core.api.Assertions.assertThat;

/** What Hibernate has not loaded stays so. */
class LazyEntitiesTest {

    private final Captures captures = Captures.standard();

    private final AtomicInteger statements = new AtomicInteger();

    private SessionFactory sessions;

    @Entity(name = "Customer")
    static class Customer {

        @Id
        private long id;

        private String name;

        @Sensitive
        private String card;

        @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL)
        private List<Purchase> purchases = new ArrayList<>();

        @ElementCollection
        private Map<String, String> notes = new HashMap<>();

        public long getId() {
            return this.id;
        }

        public String getName() {
            return this.name;
        }

        public String getCard() {
            return this.card;
        }

        public List<Purchase> getPurchases() {
            return this.purchases;
        }

        public Map<String, String> getNotes() {
            return this.notes;
        }

    }

    @Entity(name = "Purchase")
    static class Purchase {

        @Id
        private long id;

        private String article;

        @ManyToOne(fetch = FetchType.LAZY)
        private Customer customer;

        public long getId() {
            return this.id;
        }

        public String getArticle() {
            return this.article;
        }

        public Customer getCustomer() {
            return this.customer;
        }

    }

    record Unwrapping(@JsonUnwrapped Customer customer, int more) {
    }

    @BeforeEach
    void open() {
        StatementInspector counter = (sql) -> {
            this.statements.incrementAndGet();
            return sql;
        };
        this.sessions = new Configuration().addAnnotatedClass(Customer.class)
            .addAnnotatedClass(Purchase.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:lazy")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .setStatementInspector(counter)
            .buildSessionFactory();
        this.sessions.inTransaction((session) -> {
            Customer customer = new Customer();
            customer.id = 1;
            customer.name = "Ann";
            customer.card = "4111";
            customer.notes.put("colour", "blue");
            Purchase purchase = new Purchase();
            purchase.id = 2;
            purchase.article = "lamp";
            purchase.customer = customer;
            customer.purchases.add(purchase);
            session.persist(customer);
        });
    }

    @AfterEach
    void close() {
        this.sessions.close();
    }

    private void inSession(Consumer<Session> work) {
        try (Session session = this.sessions.openSession()) {
            work.accept(session);
        }
    }

    private String captured(Object value) {
        int before = this.statements.get();
        String json = this.captures.json(value);
        assertThat(this.statements).as("statements").hasValue(before);
        assertThat(this.captures.failures()).isZero();
        return json;
    }

    @Test
    void value_neverLoadsAProxy() {
        inSession((session) -> {
            Customer proxy = session.getReference(Customer.class, 1L);
            assertThat(captured(proxy)).isEqualTo("\"<not loaded: " + Customer.class.getName() + ">\"");
            Purchase purchase = session.find(Purchase.class, 2L);
            assertThat(captured(purchase)).contains("\"article\":\"lamp\"").contains("<not loaded: ");
            assertThat(captured(List.of(proxy, 1))).endsWith(",1]");
            assertThat(captured(Map.of(proxy, 1))).contains("<not loaded: ");
            assertThat(captured(new Unwrapping(proxy, 3))).contains("\"customer\":\"<not loaded: ")
                .contains("\"more\":3");
            assertThat(Hibernate.isInitialized(proxy)).isFalse();
            assertThat(Hibernate.isInitialized(purchase.getCustomer())).isFalse();
        });
    }

    @Test
    void value_neverLoadsACollection() {
        inSession((session) -> {
            Customer customer = session.find(Customer.class, 1L);
            JsonNode json = Captures.parse(this.captures.capture().value(customer));
            assertThat(captured(customer)).contains("\"name\":\"Ann\"").contains("\"card\":\"__REDACTED__\"");
            assertThat(json.get("purchases").asString()).startsWith("<not loaded: ");
            assertThat(json.get("notes").asString()).startsWith("<not loaded: ");
            assertThat(captured(customer.getPurchases())).startsWith("\"<not loaded: ");
            assertThat(Hibernate.isInitialized(customer.getPurchases())).isFalse();
            assertThat(Hibernate.isInitialized(customer.getNotes())).isFalse();
        });
    }

    @Test
    void value_rendersWhatIsLoaded() {
        inSession((session) -> {
            Customer proxy = session.getReference(Customer.class, 1L);
            Hibernate.initialize(proxy);
            assertThat(proxy.getClass()).isNotEqualTo(Customer.class);
            Hibernate.initialize(proxy.getPurchases());
            Hibernate.initialize(proxy.getNotes());
            String json = captured(List.of(proxy));
            assertThat(json).contains("\"name\":\"Ann\"", "\"article\":\"lamp\"", "\"colour\":\"blue\"", "<cycle: ",
                    "\"card\":\"__REDACTED__\"");
            assertThat(json).doesNotContain("hibernateLazyInitializer", "4111");
            assertThat(captured(new Unwrapping(proxy, 3))).contains("\"name\":\"Ann\"", "\"more\":3")
                .doesNotContain("4111", "Initializer");
        });
    }

    @Test
    void value_survivesAClosedSession() {
        Purchase[] purchase = new Purchase[1];
        inSession((session) -> purchase[0] = session.find(Purchase.class, 2L));
        assertThat(captured(purchase[0])).contains("<not loaded: ");
    }

}
