// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.test.context.TestPropertySource;

/**
 * Records the spans of a Spring test instead of sending them. Stands beside
 * {@code @SpringBootTest} or whatever else makes the application context, on a test class
 * or on an annotation of the user's.
 *
 * <p>
 * The application context gets a bean of type {@link RecordedSpans}, which takes the
 * place of every exporter and is empty at the start of each test method. Tracing is on,
 * also where {@code opper.tracing.enabled} turns it off for other tests, and every trace
 * is recorded, unless the test itself sets {@code opper.tracing.sampling.probability}.
 * Local Opper does not start.
 *
 * <p>
 * Test classes of equal configuration share one cached context, and with it the bean. So
 * that they do not clear each other's spans, JUnit runs classes with this annotation one
 * after the other, also when it runs others in parallel.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@TestPropertySource(properties = "opper.tracing.enabled=true")
@ResourceLock("ai.opper.tracing.test.RecordedSpans")
public @interface OpperTracingTest {

}
