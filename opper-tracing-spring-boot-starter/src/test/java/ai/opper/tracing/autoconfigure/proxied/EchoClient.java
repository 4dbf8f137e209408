// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

import ai.opper.tracing.SpanType;
import ai.opper.tracing.Traced;

/** A declarative HTTP interface that Boot makes a bean of. */
public interface EchoClient {

    @Traced(type = SpanType.TOOL)
    @GetExchange("/echo")
    String echo(@RequestParam("text") String text);

}
