// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

import ai.opper.tracing.Traced;

/** A declarative HTTP interface that the application makes a bean of. */
@Traced
@HttpExchange
public interface HandMadeClient {

    @GetExchange("/echo")
    String echo(@RequestParam("text") String text);

}
