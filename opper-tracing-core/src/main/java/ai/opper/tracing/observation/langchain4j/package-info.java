// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns the work of LangChain4j into spans: AI services, models, tools and retrievers.
 * LangChain4j's listeners and decorators of its interfaces make observations of it, and
 * one mapper describes them. Called on the threads of the application and of its models'
 * clients. What people, models and tools say is recorded on request only.
 */
@NullMarked
package ai.opper.tracing.observation.langchain4j;

import org.jspecify.annotations.NullMarked;
