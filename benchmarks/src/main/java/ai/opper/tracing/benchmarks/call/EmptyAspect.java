// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.call;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

/** What Spring's own part of a traced call costs. */
@Aspect
class EmptyAspect {

    @Around("execution(* ai.opper.tracing.benchmarks.call.Shop.Advised.order(..))")
    Object around(ProceedingJoinPoint call) throws Throwable {
        return call.proceed();
    }

}
