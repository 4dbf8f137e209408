// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.langchain4j;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * Tools of methods with {@code @Tool}, made as {@code AiServices.tools} makes them. Finds
 * them behind a proxy of Spring, too.
 */
final class AnnotatedTools {

    private AnnotatedTools() {
    }

    static List<AiServiceTool> of(Object object) {
        Set<Method> methods = MethodIntrospector.selectMethods(ClassUtils.getUserClass(object),
                (MethodFilter) (method) -> method.isAnnotationPresent(Tool.class));
        if (methods.isEmpty()) {
            throw new IllegalArgumentException(object.getClass().getName() + " has no method with @Tool");
        }
        return methods.stream().map((method) -> tool(object, method)).toList();
    }

    private static AiServiceTool tool(Object object, Method method) {
        return AiServiceTool.builder()
            .toolSpecification(ToolSpecifications.toolSpecificationFrom(method))
            .toolExecutor(DefaultToolExecutor.builder()
                .object(object)
                .originalMethod(method)
                .methodToInvoke(method)
                .wrapToolArgumentsExceptions(true)
                .propagateToolExecutionExceptions(true)
                .build())
            .returnBehavior(method.getAnnotation(Tool.class).returnBehavior())
            .build();
    }

}
