// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * All scripts of a server. The first one that applies and has a reply decides; the one
 * for every request comes last. Its owner guards it.
 */
final class Scripts {

    private final Watched guard;

    private final Map<Object, Script> scripts = new LinkedHashMap<>();

    private Script general;

    Scripts(Watched guard) {
        this.guard = guard;
        this.general = new Script(guard, (request) -> true);
    }

    Script general() {
        return this.general;
    }

    Script when(Predicate<ReceivedRequest> applies) {
        return this.scripts.computeIfAbsent(applies, (key) -> new Script(this.guard, applies));
    }

    Script on(String method, String path) {
        Pattern pattern = Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]+\\Q"));
        return this.scripts.computeIfAbsent(method + ' ' + path, (key) -> new Script(this.guard,
                (request) -> request.method().equals(method) && pattern.matcher(request.path()).matches()));
    }

    Reply replyTo(ReceivedRequest request) {
        for (Script script : this.scripts.values()) {
            Reply reply = script.replyTo(request);
            if (reply != null) {
                return reply;
            }
        }
        Reply reply = this.general.replyTo(request);
        return (reply != null) ? reply : Reply.normal();
    }

    void clear() {
        this.scripts.clear();
        this.general = new Script(this.guard, (request) -> true);
    }

}
