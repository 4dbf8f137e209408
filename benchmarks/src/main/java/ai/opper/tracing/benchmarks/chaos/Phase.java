// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.benchmarks.chaos;

/** What goes wrong with the whole API, or with this process, for a while. */
enum Phase {

    /** Only single requests go wrong. */
    CALM,

    /** The API takes no more than so many requests a second. */
    RATE_LIMITED,

    /** The API takes requests and never answers. */
    BLACK_HOLE,

    /** Nobody listens. */
    OUTAGE,

    /** A gateway says that the API is away, and for how long. */
    UNAVAILABLE,

    /** A gateway says that the API does not answer, although it does. */
    GATEWAY_TIMEOUT,

    /** A captive portal answers everything with a page. */
    PORTAL,

    /** Everything takes its time. */
    SLOW,

    /** The key is not accepted. */
    UNAUTHORIZED,

    /** Shipping is stopped and started, as of DevTools or a paused test context. */
    RESTART

}
