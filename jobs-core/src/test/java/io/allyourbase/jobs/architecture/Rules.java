package io.allyourbase.jobs.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** How the house is built, as rules over its packages. The root is a parameter, so that each rule can be tried. */
final class Rules {
    private Rules() {}

    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a room that two others share can't be understood, or moved, by itself");
    }

    static ArchRule pureDomain(String root) {
        return classes()
                .that(resideInAnyPackage(
                        root + ".domain..",
                        root + ".job..",
                        root + ".retry..",
                        root + ".name..",
                        root + ".payload..",
                        root + ".lifecycle..",
                        root + ".explain.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java.lang..",
                                "java.time..",
                                "java.util",
                                "java.util.function",
                                "java.util.regex",
                                "java.util.random",
                                "java.nio.charset",
                                "org.jspecify..",
                                root + ".domain..",
                                root + ".job..",
                                root + ".retry..",
                                root + ".name..",
                                root + ".payload..",
                                root + ".lifecycle..",
                                root + ".explain..",
                                root + ".error..")
                        .or(com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                "\\[?L?java\\.lang.*|\\[.*")))
                .because("the domain decides, and knows nothing of threads, SQL, JSON or HTTP");
    }

    static ArchRule cronInOneRoom(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".schedule.cron..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.cronutils.."))
                .because("a library that lives in one room can be replaced there");
    }

    static ArchRule noAmbientClock() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Math.class, "random")
                .because("time that two processes could disagree on is the database's, and all other time is injected");
    }

    static ArchRule threadsInOneRoom(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage(root + ".engine.loop..", root + ".testing.."))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ExecutorService.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(CountDownLatch.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Semaphore.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class)
                .because("whoever looks for what runs, or waits, has one room to look in");
    }

    static ArchRule noEmptyNames() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Manager|Util|Utils|Helper|Impl)")
                .because("a class with such a name has no idea yet");
    }

    static ArchRule noMutableStatics() {
        return fields().that()
                .areStatic()
                .and()
                .areNotPrivate()
                .or()
                .areStatic()
                .should()
                .beFinal()
                .because("state that belongs to nobody is shared by two tests, and two engines")
                .allowEmptyShould(true);
    }

    static ArchRule closedTypes() {
        return classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotAssignableTo(Throwable.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("what was not made to be extended can be changed without breaking anyone");
    }
}
