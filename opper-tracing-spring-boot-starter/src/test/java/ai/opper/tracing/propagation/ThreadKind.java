// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.propagation;

import org.springframework.boot.thread.Threading;
import org.springframework.mock.env.MockEnvironment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What Boot's executors and schedulers are made of. */
enum ThreadKind {

    PLATFORM, VIRTUAL;

    /** The property that asks for it. Virtual threads need a JDK that has them. */
    String property() {
        String property = "spring.threads.virtual.enabled";
        boolean virtual = this == VIRTUAL;
        assumeTrue(!virtual || Threading.VIRTUAL.isActive(new MockEnvironment().withProperty(property, "true")));
        return property + '=' + virtual;
    }

}
