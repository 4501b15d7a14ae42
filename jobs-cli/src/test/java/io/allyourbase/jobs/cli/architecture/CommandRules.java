package io.allyourbase.jobs.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** How the command is built, beyond the house's rules. The root is a parameter, so that each rule can be tried. */
final class CommandRules {
    private static final String[] QUICK = {
        ".json..",
        ".output..",
        ".client..",
        ".input..",
        ".watch..",
        ".group..",
        ".jobs..",
        ".schedules..",
        ".workers..",
        ".launch.."
    };

    private CommandRules() {}

    static ArchRule postgresWhereAServerRuns(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        root + ".settings..",
                        root + ".server..",
                        root + ".check..",
                        root + ".demo..",
                        root + ".bench..")
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
                .and()
                .doNotHaveFullyQualifiedName(root + ".server.PassingDashboard")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.allyourbase.jobs.http..", "io.javalin..")
                .because("an admin server is started in one room, for all commands");
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
}
