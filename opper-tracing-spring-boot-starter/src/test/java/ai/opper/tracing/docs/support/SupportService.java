// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs.support;

import ai.opper.tracing.SpanMetric;
import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;
import org.springframework.stereotype.Service;

@Service
public class SupportService {

    @Traced(type = SpanType.AGENT)
    @SpanMetric(dimension = "answer_length", expression = "#result.length()")
    public String answer(String question) {
        return "Thank you for asking: " + question;
    }

}
