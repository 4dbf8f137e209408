// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.observation.http;

import java.net.URI;

import io.micrometer.core.instrument.binder.okhttp3.OkHttpContext;
import io.micrometer.observation.Observation;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

import ai.opper.tracing.observation.ClientRequests;

/**
 * Requests of OkHttp clients that Micrometer observes. Spring AI's OpenAI client is one.
 */
public final class OkHttpClientRequests implements ClientRequests {

    @Override
    public boolean include(Observation.Context context) {
        return context instanceof OkHttpContext;
    }

    @Override
    public @Nullable URI address(Observation.Context context) {
        Request request = ((OkHttpContext) context).getRequest();
        return (request != null) ? request.url().uri() : null;
    }

    @Override
    public @Nullable String take(Observation.Context context, String name) {
        Request request = ((OkHttpContext) context).getRequest();
        Request.Builder carrier = ((OkHttpContext) context).getCarrier();
        String value = (request != null) ? request.header(name) : null;
        if (value != null && carrier != null) {
            carrier.removeHeader(name);
        }
        return value;
    }

    @Override
    public int status(Observation.Context context) {
        Response response = ((OkHttpContext) context).getResponse();
        return (response != null) ? response.code() : 0;
    }

    @Override
    public @Nullable String header(Observation.Context context, String name) {
        Response response = ((OkHttpContext) context).getResponse();
        return (response != null) ? response.header(name) : null;
    }

}
