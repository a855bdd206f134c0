package io.policap.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.policap", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String INFER = "io.policap.infer..";

    @ArchTest
    static final ArchRule theDomainDependsOnNothingButTheJdkAndAnnotations = noClasses()
            .that()
            .resideInAPackage(INFER)
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(INFER, "java..", "org.jspecify.annotations..")));

    @ArchTest
    static final ArchRule theDomainDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage(INFER)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                    .and(not(type(Serializable.class)))
                    .and(not(type(UncheckedIOException.class))))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule theDomainHasNoClock = noClasses()
            .that()
            .resideInAPackage(INFER)
            .should()
            .dependOnClassesThat(type(Clock.class))
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule theDomainDoesNotLog = noClasses()
            .that()
            .resideInAPackage(INFER)
            .should()
            .dependOnClassesThat(resideInAPackage("java.util.logging.."))
            .orShould()
            .dependOnClassesThat(type(System.Logger.class));

    @ArchTest
    static final ArchRule captureKnowsNoWayOut = noClasses()
            .that()
            .resideInAPackage("io.policap.capture..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.policap.emit..", "io.policap.cli.."));

    @ArchTest
    static final ArchRule emitKnowsNoWayIn = noClasses()
            .that()
            .resideInAPackage("io.policap.emit..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.policap.capture..", "io.policap.cli.."));

    @ArchTest
    static final ArchRule onlyTheLiveClusterLoadsTheKubernetesClient = noClasses()
            .that()
            .resideOutsideOfPackage("io.policap.capture.kubernetes.live..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.fabric8.."));

    /** It takes 30 ms to begin, which no run over files is to wait for. */
    @ArchTest
    static final ArchRule onlyLinesThatAreNotPlainLoadPicocli = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Picocli")
            .should()
            .dependOnClassesThat(resideInAPackage("picocli.."));

    @ArchTest
    static final ArchRule inferenceDoesNotKnowTheEvaluator = noClasses()
            .that()
            .resideInAPackage("io.policap.infer.learn..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.policap.infer.evaluate.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theEvaluatorDoesNotKnowInference = noClasses()
            .that()
            .resideInAPackage("io.policap.infer.evaluate..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.policap.infer.learn.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyMainEndsTheProcess = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
}
