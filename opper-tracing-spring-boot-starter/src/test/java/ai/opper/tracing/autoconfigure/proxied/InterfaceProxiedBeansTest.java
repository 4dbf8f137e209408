// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.autoconfigure.proxied;

import org.springframework.test.context.TestPropertySource;

/** The same through the JDK's proxies. */
@TestPropertySource(properties = "spring.aop.proxy-target-class=false")
class InterfaceProxiedBeansTest extends ProxiedBeansTest {

}
