// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** Finds who knows when the servlet request of this thread is over. */
final class AsyncRequest {

    private AsyncRequest() {
    }

    /** The manager of this thread's request, or {@code null} outside of Spring MVC. */
    static @Nullable WebAsyncManager manager() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return (request != null) ? (WebAsyncManager) request.getAttribute(WebAsyncUtils.WEB_ASYNC_MANAGER_ATTRIBUTE,
                RequestAttributes.SCOPE_REQUEST) : null;
    }

}
