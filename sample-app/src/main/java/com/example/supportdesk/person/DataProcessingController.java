// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import java.util.List;
import java.util.Objects;

import com.example.supportdesk.InvalidRequestException;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes batches from the web. */
@RestController
final class DataProcessingController {

    private static final int MOST_RECORDS = 100;

    private static final Person EMPTY = new Person(null, null, null);

    private final DataProcessing dataProcessing;

    DataProcessingController(DataProcessing dataProcessing) {
        this.dataProcessing = dataProcessing;
    }

    @PostMapping("/api/data-processing")
    BatchResult process(@RequestBody BatchRequest request) {
        if (request.persons() == null || request.persons().isEmpty()) {
            throw new InvalidRequestException("persons", "The batch is empty. Send a list of at least one person.");
        }
        if (request.persons().size() > MOST_RECORDS) {
            throw new InvalidRequestException("persons", "The batch has " + request.persons().size()
                    + " records, and at most " + MOST_RECORDS + " are read.");
        }
        List<Person> persons = request.persons()
            .stream()
            .map((person) -> Objects.requireNonNullElse(person, EMPTY))
            .toList();
        return this.dataProcessing.process(persons);
    }

}
