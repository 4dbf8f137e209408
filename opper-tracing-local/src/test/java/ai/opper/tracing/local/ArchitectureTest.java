// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Which package may name which. */
class ArchitectureTest {

    private static final String ROOT = "ai.opper.tracing.local";

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ROOT);

    @Test
    void store_knowsNoHttp() {
        noClasses().that()
            .resideInAPackage(ROOT + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".http..", ROOT + ".api..", ROOT + ".viewer..", "org.springframework.web..",
                    "org.springframework.http..", "reactor..")
            .check(CLASSES);
    }

    @Test
    void onlyStore_knowsSql() {
        noClasses().that()
            .resideOutsideOfPackage(ROOT + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.flywaydb..",
                    "com.zaxxer..", "org.h2..")
            .check(CLASSES);
    }

    @Test
    void module_knowsNothingOfCoreOrBoot() {
        noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.boot..", "ai.opper.tracing", "ai.opper.tracing.span..",
                    "ai.opper.tracing.export..")
            .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

}
