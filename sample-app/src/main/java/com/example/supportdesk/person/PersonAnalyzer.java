// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Analyses one record. What cannot be analysed is an error of its span. */
@Component
public class PersonAnalyzer {

    private static final int OLDEST = 130;

    private static final NavigableMap<Integer, String> AGE_GROUPS = new TreeMap<>(
            Map.of(0, "0-17", 18, "18-24", 25, "25-34", 35, "35-49", 50, "50-64", 65, "65 and older"));

    /**
     * Describes a person.
     * @param person the record
     * @return the profile
     */
    @Traced(name = "analyze", type = SpanType.CHAIN)
    public Profile analyze(Person person) {
        String name = required(person.name(), "name");
        String city = required(person.city(), "city");
        String ageGroup = ageGroup(person.age());
        String region = Cities.region(city)
            .orElseThrow(() -> new AnalysisException("The city " + city + " is not on the map of this example."));
        return new Profile(name, ageGroup, region, name + " is " + person.age() + " years old (" + ageGroup
                + ") and lives in " + city + ", " + region + ".");
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new AnalysisException("The record has no " + field + ".");
        }
        return value;
    }

    private static String ageGroup(@Nullable Integer age) {
        if (age == null || age < 0 || age > OLDEST) {
            throw new AnalysisException("The age must be between 0 and " + OLDEST + ", and it is " + age + ".");
        }
        return AGE_GROUPS.floorEntry(age).getValue();
    }

}
