// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.aspect.check;

/**
 * A traced method of which some call, or every call, is not recorded.
 *
 * @param method the class and the method, as a reader of the code finds them
 * @param reason why
 * @param detail the bean or the caller that is meant, or an empty text
 */
public record UnseenMethod(String method, Reason reason, String detail) {

    /**
     * Says in one line what is wrong and how to mend it.
     * @return the line, without a bullet
     */
    public String describe() {
        return this.method + ' ' + this.reason.problem.formatted(this.detail) + ": " + this.reason.wayOut;
    }

    /** Why a proxy cannot see a call, and the way out. */
    public enum Reason {

        /** Proxies cannot override private methods. */
        PRIVATE("is private", "move it to another bean and make it visible there, or weave its class."),

        /** Proxies stand for objects. */
        STATIC("is static", "make it a method of a bean, or weave its class."),

        /** A class-based proxy cannot override it, and runs it on itself. */
        FINAL("is final", "remove 'final' (in Kotlin: make it open), or weave its class."),

        /** There can be no class-based proxy, and there is no interface. */
        FINAL_CLASS("is in a final class without an interface",
                "make the class not final (in Kotlin: open, or use the plugin kotlin-spring), let it implement an"
                        + " interface, or weave it."),

        /** Objects that Spring does not make get no proxy. */
        NO_BEAN("is in a class of which there is no bean",
                "make it a bean, make the span with OpperTracer, or weave the class."),

        /** The bean was needed to make a post-processor. */
        TOO_EARLY("is in the bean '%s', which is made before beans get their proxies",
                "find what needs it so early (Spring logs 'not eligible for getting processed by all"
                        + " BeanPostProcessors'), and let that take an ObjectProvider or be made by a static @Bean"
                        + " method; or weave the class."),

        /** Calls on this do not pass the proxy. */
        SELF_INVOCATION("is called by %s on 'this', past the proxy",
                "move it to another bean, make the span with OpperTracer, or weave the class.");

        private final String problem;

        private final String wayOut;

        Reason(String problem, String wayOut) {
            this.problem = problem;
            this.wayOut = wayOut;
        }

    }

}
