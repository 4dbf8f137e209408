// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package com.example.supportdesk;

import java.time.LocalDate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about the support desk.
 *
 * @param today the day at which the shop's calendar stands still
 * @param viewerUrl where traces are looked at; the trace's id is appended
 * @param playQuestions whether to play the questions of the file after the start
 */
@ConfigurationProperties("support-desk")
public record SupportDeskProperties(@DefaultValue("2026-11-20") LocalDate today,
        @DefaultValue("http://127.0.0.1:4319") String viewerUrl, @DefaultValue("true") boolean playQuestions) {
}
