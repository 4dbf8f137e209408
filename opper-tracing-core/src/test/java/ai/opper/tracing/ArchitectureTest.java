// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Holds the house to its plan: who may import whom. */
class ArchitectureTest {

    private static final String ROOT = "ai.opper.tracing";

    private static final JavaClasses CORE = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);

    private void mayOnlyUse(String origin, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = ROOT + origin;
        for (int index = 0; index < others.length; index++) {
            allowed[index + 1] = ROOT + others[index];
        }
        ArchRule rule = classes().that()
            .resideInAPackage(ROOT + origin)
            .should()
            .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage(ROOT + "..")
                .or(JavaClass.Predicates.resideInAnyPackage(allowed)));
        rule.check(CORE);
    }

    @Test
    void imports_runFromBothEndsInwardToSpan() {
        mayOnlyUse("");
        mayOnlyUse(".span");
        mayOnlyUse(".capture", "", ".span");
        mayOnlyUse(".observation", "", ".capture", ".span");
        mayOnlyUse(".observation.http", "", ".observation");
        mayOnlyUse(".observation.ai", "", ".observation");
        mayOnlyUse(".observation.langchain4j", "", ".observation", ".observation.ai");
        mayOnlyUse(".observation.springai", "", ".observation", ".observation.ai");
        mayOnlyUse(".observation.tracing", "", ".observation");
        mayOnlyUse(".observation.opentelemetry", "", ".observation", ".capture", ".span");
        mayOnlyUse(".aspect", "", ".observation", ".capture", ".span");
        mayOnlyUse(".aspect.check", "", ".span");
        mayOnlyUse(".aspect.web", ".aspect", ".observation");
        mayOnlyUse(".buffer", "", ".span");
        mayOnlyUse(".spool", "", ".span");
        mayOnlyUse(".export", "", ".buffer", ".spool", ".span");
        mayOnlyUse(".export.opper", "", ".export", ".buffer", ".span");
        mayOnlyUse(".export.otlp", "", ".export", ".span");
        mayOnlyUse(".client", ".export.opper");
    }

    @Test
    void packages_formNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void aspectj_staysInAspect() {
        noClasses().that()
            .resideOutsideOfPackage(ROOT + ".aspect")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.aspectj..")
            .check(CORE);
    }

    @Test
    void http_staysInTheBackendsAndWhereItIsObserved() {
        noClasses().that()
            .resideOutsideOfPackages(ROOT + ".client", ROOT + ".export.*", ROOT + ".observation.http",
                    ROOT + ".aspect.web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.http..", "org.springframework.web..", "reactor.netty..",
                    "io.netty..", "java.net.http..")
            .check(CORE);
    }

    @Test
    void openTelemetry_staysWhereItIsExportedToAndRecordedFrom() {
        noClasses().that()
            .resideOutsideOfPackages(ROOT + ".export.otlp", ROOT + ".observation.opentelemetry")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry..")
            .check(CORE);
    }

    @Test
    void boot_isNowhere() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework.boot..").check(CORE);
    }

    @Test
    void packages_areNullMarked() {
        JavaPackage root = CORE.getPackage(ROOT);
        assertThat(root.getSubpackagesInTree()).hasSizeGreaterThan(5);
        assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
        assertThat(root.getSubpackagesInTree()).filteredOn((each) -> !each.getClasses().isEmpty())
            .allMatch((each) -> each.isAnnotatedWith(NullMarked.class));
    }

}
