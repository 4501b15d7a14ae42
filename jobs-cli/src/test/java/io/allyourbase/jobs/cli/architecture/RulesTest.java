package io.allyourbase.jobs.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.allyourbase.jobs.architecture.ReadingOrder;
import io.allyourbase.jobs.architecture.Rules;
import io.allyourbase.jobs.architecture.SmallRooms;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command keeps its rules, and each rule catches what breaks it. */
class RulesTest {
    private static final String ROOT = "io.allyourbase.jobs.cli";
    private static final String BROKEN = "io.allyourbase.jobs.cli.architecture.fixture";

    private static final List<String> ROOMS = List.of(
            "json",
            "output.text",
            "output.form",
            "output",
            "client",
            "input",
            "watch",
            "group",
            "jobs.view",
            "jobs.change",
            "jobs",
            "schedules",
            "workers",
            "completion",
            "settings",
            "server",
            "check",
            "demo",
            "bench.figure",
            "bench.database",
            "bench.cost",
            "bench.limit",
            "bench.worker",
            "bench.measure",
            "bench",
            "",
            "launch");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final JavaClasses RUINS = new ClassFileImporter().importPackages(BROKEN);

    static Stream<Arguments> rules() {
        return Stream.of(
                both(ReadingOrder.of(ROOT, ROOMS), ReadingOrder.of(BROKEN, List.of("client", "server"))),
                both(Rules.noCycles(ROOT), Rules.noCycles(BROKEN)),
                both(CommandRules.postgresWhereAServerRuns(ROOT), CommandRules.postgresWhereAServerRuns(BROKEN)),
                both(CommandRules.httpInItsWiring(ROOT), CommandRules.httpInItsWiring(BROKEN)),
                both(CommandRules.quickStart(ROOT), CommandRules.quickStart(BROKEN)),
                both(Rules.noEmptyNames(), Rules.noEmptyNames()),
                both(SmallRooms.of(ROOT, Map.of("bench.measure", 13)), SmallRooms.of(BROKEN, Map.of("client", 0))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule ofHouse, ArchRule ofRuins) {
        List<String> broken = ofHouse.evaluate(HOUSE).getFailureReport().getDetails();

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bites(ArchRule ofHouse, ArchRule ofRuins) {
        assertThat(ofRuins.evaluate(RUINS).hasViolation()).isTrue();
    }

    private static Arguments both(ArchRule ofHouse, ArchRule ofRuins) {
        return Arguments.of(ofHouse, ofRuins);
    }
}
