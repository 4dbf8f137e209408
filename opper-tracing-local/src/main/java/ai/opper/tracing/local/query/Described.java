// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.query;

import java.util.ArrayList;
import java.util.List;

import ai.opper.tracing.local.http.Endpoint;
import ai.opper.tracing.local.http.LaterEndpoint;
import ai.opper.tracing.local.http.Routes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/** Adds calls together with what the API's document says about them. */
final class Described {

    private final Routes routes;

    private final List<Description> calls = new ArrayList<>();

    Described(Routes routes) {
        this.routes = routes;
    }

    Description get(String path, String summary, Endpoint endpoint) {
        this.routes.add(HttpMethod.GET, LocalApi.BASE + path, endpoint);
        return describe(HttpMethod.GET, path, summary);
    }

    Description change(HttpMethod method, String path, String summary, LaterEndpoint endpoint) {
        this.routes.addLater(method, LocalApi.BASE + path, endpoint);
        return describe(method, path, summary);
    }

    Routes routes() {
        return this.routes;
    }

    List<Description> calls() {
        return this.calls;
    }

    Description describe(HttpMethod method, String path, String summary) {
        Description description = new Description(method, LocalApi.BASE + path, summary);
        this.calls.add(description);
        return description;
    }

    /** What the document says about a call. */
    static final class Description {

        private final HttpMethod method;

        private final String path;

        private final String summary;

        private final List<Parameter> parameters = new ArrayList<>();

        private @Nullable Class<?> body;

        private @Nullable Class<?> answer;

        private String mediaType = "application/json";

        private int status = 200;

        private Description(HttpMethod method, String path, String summary) {
            this.method = method;
            this.path = path;
            this.summary = summary;
        }

        Description query(String name, String meaning) {
            this.parameters.add(new Parameter(name, meaning, false));
            return this;
        }

        Description queries(String name, String meaning) {
            this.parameters.add(new Parameter(name, meaning, true));
            return this;
        }

        Description filters() {
            Filters.describe(this);
            return this;
        }

        Description body(Class<?> type) {
            this.body = type;
            return this;
        }

        Description answers(Class<?> type) {
            this.answer = type;
            return this;
        }

        Description answers(int code, @Nullable Class<?> type) {
            this.status = code;
            this.answer = type;
            return this;
        }

        Description answers(String content) {
            this.mediaType = content;
            return this;
        }

        HttpMethod method() {
            return this.method;
        }

        String path() {
            return this.path;
        }

        String summary() {
            return this.summary;
        }

        List<Parameter> parameters() {
            return this.parameters;
        }

        @Nullable Class<?> body() {
            return this.body;
        }

        @Nullable Class<?> answer() {
            return this.answer;
        }

        String mediaType() {
            return this.mediaType;
        }

        int status() {
            return this.status;
        }

    }

    /**
     * A query parameter.
     *
     * @param name its name
     * @param meaning what it means
     * @param repeated whether it may be given several times
     */
    record Parameter(String name, String meaning, boolean repeated) {
    }

}
