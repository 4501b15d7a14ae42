package io.allyourbase.jobs.http.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Leases;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.port.Store;

/** What keeps this module thin. */
final class ThinRules {
    private ThinRules() {}

    static ArchRule noSql() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "com.zaxxer..",
                        "io.allyourbase.jobs.postgres..")
                .because("routes translate, whatever store the jobs are in");
    }

    static ArchRule noEngine() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.allyourbase.jobs.engine..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Claims.class, Outcomes.class, Leases.class, ScheduleTicks.class, Store.Work.class)
                .because("operators ask; only an engine moves jobs by itself");
    }

    static ArchRule jacksonInOneRoom(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".json..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .because("what JSON may hold, and how it is read, is decided once");
    }

    static ArchRule jettyInOneRoom(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .because("in a host's own app the web server is the host's");
    }
}
