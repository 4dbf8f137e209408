// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Traces of applications that use LangChain4j, as its users write them: its own OpenAI
 * client against a scripted server that speaks OpenAI's API, and models without
 * listeners.
 */
package ai.opper.tracing.langchain4j;
