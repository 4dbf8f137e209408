// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what must never leave the process: a parameter, a field, a getter, a record
 * component, or every value of a type. It is rendered as {@code __REDACTED__}, at any
 * depth.
 *
 * <p>
 * On a method it hides that method's result: of a getter the property, of a
 * {@link Traced} method the output.
 */
@Target({ ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE,
        ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Sensitive {

}
