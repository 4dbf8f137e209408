// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DataProcessingTest {

    @LocalServerPort
    private int port;

    private RestTestClient http;

    @BeforeEach
    void connect() {
        this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
    }

    @Test
    void process_describesEveryPerson() {
        BatchResult result = process(new Person("Alice", 30, "New York"), new Person("Zoë", 17, " stockholm"));
        assertThat(result.profiles()).extracting(Profile::ageGroup).containsExactly("25-34", "0-17");
        assertThat(result.profiles()).extracting(Profile::region).containsExactly("North America", "Europe");
        assertThat(result.profiles().get(0).summary())
            .isEqualTo("Alice is 30 years old (25-34) and lives in New York, North America.");
        assertThat(result.records()).isEqualTo(2);
        assertThat(result.failed()).isZero();
    }

    @Test
    void process_countsWhatCannotBeAnalysedAndGoesOn() {
        BatchResult result = process(new Person("Edgar", -4, "Boston"), null, new Person("Freya", 61, "Atlantis"),
                new Person(null, 20, "Boston"), new Person("Diana", 28, "Boston"));
        assertThat(result.records()).isEqualTo(5);
        assertThat(result.failed()).isEqualTo(4);
        assertThat(result.problems()).hasSize(4).element(2).asString().startsWith("Record 3: The city Atlantis");
        assertThat(result.profiles()).extracting(Profile::name).containsExactly("Diana");
    }

    @Test
    void process_refusesAnEmptyAndAHugeBatch() {
        refuses(List.of(), "The batch is empty. Send a list of at least one person.");
        refuses(Collections.nCopies(101, new Person("Alice", 30, "New York")),
                "The batch has 101 records, and at most 100 are read.");
    }

    private void refuses(List<Person> persons, String detail) {
        this.http.post()
            .uri("/api/data-processing")
            .body(new BatchRequest(persons))
            .exchange()
            .expectStatus()
            .isBadRequest()
            .expectBody()
            .jsonPath("$.detail")
            .isEqualTo(detail);
    }

    private BatchResult process(Person... persons) {
        return this.http.post()
            .uri("/api/data-processing")
            .body(new BatchRequest(Arrays.asList(persons)))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(BatchResult.class)
            .returnResult()
            .getResponseBody();
    }

}
