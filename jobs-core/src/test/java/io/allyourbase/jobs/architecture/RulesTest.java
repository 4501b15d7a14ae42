package io.allyourbase.jobs.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its rules, and each rule catches what breaks it. */
class RulesTest {
    private static final String ROOT = "io.allyourbase.jobs";
    private static final String BROKEN = "io.allyourbase.jobs.architecture.fixture";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final JavaClasses RUINS = new ClassFileImporter().importPackages(BROKEN);

    static Stream<Arguments> rules() {
        return Stream.of(
                both(
                        ReadingOrder.of(
                                ROOT,
                                List.of(
                                        "error",
                                        "name",
                                        "payload",
                                        "job",
                                        "retry",
                                        "schedule",
                                        "schedule.cron",
                                        "lifecycle",
                                        "explain",
                                        "handler",
                                        "event",
                                        "config",
                                        "port",
                                        "enqueue",
                                        "engine.loop",
                                        "engine.outcome",
                                        "engine.run",
                                        "engine.lease",
                                        "engine.dispatch",
                                        "engine.tick",
                                        "engine",
                                        "host",
                                        "testing",
                                        "testing.kit")),
                        ReadingOrder.of(BROKEN, List.of("domain", "engine"))),
                both(Rules.noCycles(ROOT), Rules.noCycles(BROKEN)),
                both(Rules.pureDomain(ROOT), Rules.pureDomain(BROKEN)),
                both(Rules.cronInOneRoom(ROOT), Rules.cronInOneRoom(BROKEN)),
                both(Rules.noAmbientClock(), Rules.noAmbientClock()),
                both(Rules.threadsInOneRoom(ROOT), Rules.threadsInOneRoom(BROKEN)),
                both(Rules.noEmptyNames(), Rules.noEmptyNames()),
                both(Rules.noMutableStatics(), Rules.noMutableStatics()),
                both(Rules.closedTypes(), Rules.closedTypes()),
                both(
                        SmallRooms.of(ROOT, Map.of("port", 18, "testing", 14)),
                        SmallRooms.of(BROKEN, Map.of("domain", 0))));
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

    @Test
    void a_package_without_a_place_in_the_reading_order_is_caught() {
        ArchRule withoutEngine = ReadingOrder.of(BROKEN, List.of("domain"));

        assertThat(withoutEngine.evaluate(RUINS).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("fixture.engine has no place in the order"));
    }

    private static Arguments both(ArchRule ofHouse, ArchRule ofRuins) {
        return Arguments.of(ofHouse, ofRuins);
    }
}
