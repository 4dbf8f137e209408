// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk.person;

import java.util.ArrayList;
import java.util.List;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

import com.example.supportdesk.TraceLink;
import com.example.supportdesk.TraceLinks;

import org.springframework.stereotype.Component;

/** Analyses a batch of records, one span for each; a bad record never stops the batch. */
@Component
public class DataProcessing {

    private final PersonAnalyzer analyzer;

    private final TraceLinks traceLinks;

    DataProcessing(PersonAnalyzer analyzer, TraceLinks traceLinks) {
        this.analyzer = analyzer;
        this.traceLinks = traceLinks;
    }

    /**
     * Analyses all records.
     * @param persons the records
     * @return profiles and problems
     */
    @Traced(name = "data_processing", type = SpanType.WORKFLOW)
    @SpanMetric(dimension = "n_records", expression = "#persons")
    @SpanMetric(dimension = "n_failed", expression = "#result.failed()",
            comment = "#{#result.failed()} of #{#result.records()} records could not be analysed")
    public BatchResult process(List<Person> persons) {
        List<Profile> profiles = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < persons.size(); i++) {
            try {
                profiles.add(this.analyzer.analyze(persons.get(i)));
            }
            catch (AnalysisException ex) {
                problems.add("Record " + (i + 1) + ": " + ex.getMessage());
            }
        }
        TraceLink link = this.traceLinks.current();
        return new BatchResult(profiles, problems, persons.size(), problems.size(), link.traceId(), link.traceUrl());
    }

}
