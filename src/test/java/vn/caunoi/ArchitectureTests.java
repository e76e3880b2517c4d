package vn.caunoi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.reactivestreams.Publisher;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.modulith.core.ApplicationModules;

/** What the build itself can see of the architecture. */
class ArchitectureTests {
  private static final JavaClasses CODE =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("vn.caunoi");
  private static final Path MAIN = Path.of("src/main/java/vn/caunoi");

  @Test
  void modulesKeepTheirDeclaredDependencies() {
    ApplicationModules.of(CauNoiApplication.class).verify();
  }

  /** A Quartz worker and the main thread at start are ours to block; nothing else is. {@code main} methods run in processes of their own. */
  @Test
  void onlyThreadBridgesBlock() {
    noClasses().that().areNotAssignableTo(Job.class).and().areNotAssignableTo(ApplicationRunner.class).and(areNotPrograms())
        .should().accessTargetWhere(publisherMethod("block.*|toIterable|toStream"))
        .check(CODE);
  }

  @Test
  void onlyLifecyclesSubscribe() {
    noClasses().that().areNotAssignableTo(SmartLifecycle.class).and(areNotPrograms())
        .should().accessTargetWhere(publisherMethod("subscribe"))
        .check(CODE);
  }

  @Test
  void quartzIsKnownToTheTimetableOnly() {
    noClasses().that().resideOutsideOfPackage("vn.caunoi.schedule..").should().dependOnClassesThat().resideInAPackage("org.quartz..").check(CODE);
  }

  @Test
  void telegramTypesStayInTheirChannel() {
    noClasses().that().resideOutsideOfPackage("vn.caunoi.channel.telegram..")
        .should().dependOnClassesThat().resideInAnyPackage("org.telegram..", "com.fasterxml.jackson.databind..").check(CODE);
  }

  @Test
  void webTypesStayAtTheRim() {
    noClasses().that().resideOutsideOfPackages("vn.caunoi.console..", "vn.caunoi.api..", "vn.caunoi.channel..", "vn.caunoi.access..", "vn.caunoi.platform..")
        .should().dependOnClassesThat().resideInAPackage("org.springframework.web..").check(CODE);
  }

  @Test
  void jdbcServesQuartzFlywayAndTheStartOnly() {
    noClasses().that().resideOutsideOfPackages("vn.caunoi.schedule..", "vn.caunoi.platform..")
        .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..").check(CODE);
  }

  @Test
  void theFlowEngineIsPure() {
    noClasses().that().haveFullyQualifiedName("vn.caunoi.flow.FlowEngine")
        .should().dependOnClassesThat().resideInAnyPackage("reactor..", "org.springframework..", "java.time.chrono..", "java.sql..")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock").check(CODE);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    var packages = CODE.stream().map(JavaClass::getPackageName).distinct().filter(name -> !name.equals("vn.caunoi"));
    assertThat(packages).allSatisfy(name ->
        assertThat(MAIN.resolve(name.substring("vn.caunoi.".length()).replace('.', '/')).resolve("package-info.java")).exists());
  }

  @Test
  void pagesAndScriptsAreNotKnownToCapabilities() {
    classes().that().resideInAnyPackage("vn.caunoi.console..", "vn.caunoi.api..", "vn.caunoi.start..")
        .should().onlyHaveDependentClassesThat().resideInAnyPackage("vn.caunoi.console..", "vn.caunoi.api..", "vn.caunoi.start..").check(CODE);
  }

  private static final Pattern TENANT_WRITE =
      Pattern.compile("(?is)\"\"\"\\s*((?:update|delete from|select)\\b(?:(?!\"\"\").)*?)\"\"\"");
  private static final Pattern TENANT_TABLE = Pattern.compile(
      "(?i)\\b(?:from|update|join|into)\\s+(tip|tip_message|tip_note|tip_event|reporter_seal|campaign|contact|contact_address|consent|rating|survey_invitation|event_confirmation|score_entry)\\b");

  /** Text blocks that read or change a tenant's rows mention {@code ward_id}; a claim or sweep that serves every ward at least returns it. */
  @Test
  void everyQueryOfATenantTableNamesTheWard() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      assertThat(files.filter(file -> file.toString().endsWith(".java"))).allSatisfy(file -> {
        var queries = TENANT_WRITE.matcher(Files.readString(file));
        while (queries.find()) {
          if (TENANT_TABLE.matcher(queries.group(1)).find()) {
            assertThat(queries.group(1)).as("%s", file).containsIgnoringCase("ward");
          }
        }
      });
    }
  }

  /** Calls and method references alike. */
  private static DescribedPredicate<JavaAccess<?>> publisherMethod(String name) {
    return DescribedPredicate.describe("a publisher's " + name,
        access -> access.getTarget().getName().matches(name) && access.getTargetOwner().isAssignableTo(Publisher.class));
  }

  private static DescribedPredicate<JavaClass> areNotPrograms() {
    return DescribedPredicate.describe("are not programs of their own", type -> !isProgram(type));
  }

  private static boolean isProgram(JavaClass type) {
    var outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost.tryGetMethod("main", String[].class).isPresent() && !outermost.getSimpleName().equals("CauNoiApplication");
  }
}
