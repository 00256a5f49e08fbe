package io.xiaodan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The floors of docs/architecture.md, as rules. */
class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.xiaodan");

  @Test
  void modulesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(XiaodanApplication.class).verify();
  }

  @Test
  void theFormulaLanguageKnowsNeitherSpringNorSql() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.xiaodan.expression..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework.beans..",
                "org.springframework.boot..",
                "org.springframework.context..",
                "org.springframework.jdbc..",
                "org.springframework.stereotype..",
                "org.springframework.transaction..",
                "org.springframework.web..",
                "org.jooq..",
                "java.sql..",
                "javax.sql..",
                "org.postgresql..")
            .because("it runs in the browser and in SQL too, so it must be pure"));
  }

  @Test
  void httpIsSpokenByTheWebModuleOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.xiaodan.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.web..")
            .because("controllers, and what maps problems to HTTP, live in web"));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.xiaodan.web..", "io.xiaodan.identity..", "io.xiaodan.platform.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..")
            .because("only web, sign-in and the limits in platform.http see a request"));
  }

  @Test
  void commandsStartAtOnceBecauseTheyUseTheJdkOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.xiaodan.command..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "java..",
                        "io.xiaodan.command..",
                        "org.jspecify..",
                        "org.springframework.modulith..")
                    .negate()
                    .as("are neither the JDK's nor the command's own nor plain annotations"))
            .because("a command must not wait for a framework"));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .because("such a name says nothing; name it after what it does or is"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
