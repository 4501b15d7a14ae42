package io.allyourbase.jobs.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** How the command is built, as rules over its packages. The root is a parameter, so that each rule can be tried. */
final class Rules {
    /** The reading order: a room uses only those before it. The last two are the root itself, and what starts it. */
    static final List<String> ROOMS = List.of(
            "json",
            "output",
            "client",
            "input",
            "watch",
            "group",
            "jobs",
            "schedules",
            "completion",
            "settings",
            "server",
            "demo",
            "bench",
            "",
            "launch");

    private static final String[] QUICK = {
        ".json..", ".output..", ".client..", ".input..", ".watch..", ".group..", ".jobs..", ".schedules..", ".launch.."
    };

    private Rules() {}

    static ArchRule readingOrder(String root) {
        return classes()
                .should(new ReadingOrder(root, ROOMS))
                .because("whoever reads the rooms in their order meets nothing that was not explained");
    }

    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a room that two others share can't be understood, or moved, by itself");
    }

    static ArchRule postgresWhereAServerRuns(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".settings..", root + ".server..", root + ".demo..", root + ".bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.allyourbase.jobs.postgres..", "org.postgresql..", "com.zaxxer..", "io.zonky..")
                .because("a client's command asks a server, and never the database");
    }

    static ArchRule httpInItsWiring(String root) {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".server.Admin")
                .and()
                .doNotHaveFullyQualifiedName(root + ".server.ServeCommand")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.allyourbase.jobs.http..", "io.javalin..")
                .because("the admin server is started in one place");
    }

    static ArchRule quickStart(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        List.of(QUICK).stream().map(room -> root + room).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.databind..", "org.slf4j..", "ch.qos..", "java.net.http..")
                .because("these take longer to load than a short command takes to run");
    }

    static ArchRule noEmptyNames() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Manager|Util|Utils|Helper|Impl)")
                .because("a class with such a name has no idea yet");
    }
}
