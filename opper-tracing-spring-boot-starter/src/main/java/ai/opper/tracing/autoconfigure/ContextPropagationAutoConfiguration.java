// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure;

import org.slf4j.MDC;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerBuilder;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

import ai.opper.tracing.observation.MdcHandler;
import ai.opper.tracing.observation.ScheduledTaskHandler;
import ai.opper.tracing.observation.SpanRecording;
import ai.opper.tracing.span.Problems;

import java.util.concurrent.ScheduledExecutorService;

/**
 * Carries the current span where Boot alone does not bring it, and into the log.
 */
@AutoConfiguration(after = OpperTracingAutoConfiguration.class, before = TaskSchedulingAutoConfiguration.class)
@ConditionalOnBean(SpanRecording.class)
public final class ContextPropagationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PropagationReport opperPropagationReport(SpanRecording recording, Environment environment,
            ListableBeanFactory beans) {
        return new PropagationReport(recording, environment, beans);
    }

    @Bean
    @ConditionalOnMissingBean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ScheduledTaskHandler opperScheduledTaskHandler() {
        return new ScheduledTaskHandler();
    }

    /**
     * The scheduler that Boot would build for virtual threads, but for when it captures
     * the context.
     */
    @Bean
    @ConditionalOnThreading(Threading.VIRTUAL)
    @ConditionalOnBooleanProperty("spring.task.execution.propagate-context")
    @ConditionalOnBean(name = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
    @ConditionalOnMissingBean({ TaskScheduler.class, ScheduledExecutorService.class })
    SimpleAsyncTaskScheduler taskScheduler(SimpleAsyncTaskSchedulerBuilder builder) {
        return builder.configure(new PropagatingTaskScheduler());
    }

    /** What Spring Boot makes of the property since version 4.1. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.boot.autoconfigure.task.TaskExecutorConfigurations$TaskExecutorContextPropagationConfiguration")
    @ConditionalOnBooleanProperty("spring.task.execution.propagate-context")
    static class TaskDecoratorConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ContextPropagatingTaskDecorator opperContextPropagatingTaskDecorator() {
            return new ContextPropagatingTaskDecorator();
        }

    }

    /** Where the application logs through SLF4J. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MDC.class)
    static class MdcConfiguration {

        @Bean
        @ConditionalOnMissingBean
        MdcHandler opperMdcHandler(Problems problems) {
            return new MdcHandler(problems);
        }

    }

}
