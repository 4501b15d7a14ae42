package io.allyourbase.jobs.http.architecture;

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

/** This module keeps the house's rules, and its own; and each rule catches what breaks it. */
class HouseTest {
    private static final String ROOT = "io.allyourbase.jobs.http";
    private static final String BROKEN = "io.allyourbase.jobs.http.architecture.fixture";

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
                                        "json",
                                        "error",
                                        "limit",
                                        "security",
                                        "route",
                                        "auth",
                                        "health",
                                        "job",
                                        "schedule",
                                        "worker",
                                        "metrics",
                                        "openapi",
                                        "dashboard",
                                        "server",
                                        "")),
                        ReadingOrder.of(BROKEN, List.of("json", "job"))),
                both(Rules.noCycles(ROOT), Rules.noCycles(BROKEN)),
                both(Rules.noEmptyNames(), Rules.noEmptyNames()),
                both(Rules.noMutableStatics(), Rules.noMutableStatics()),
                both(Rules.closedTypes(), Rules.closedTypes()),
                both(SmallRooms.of(ROOT, Map.of("route", 15, "job", 16)), SmallRooms.of(BROKEN, Map.of("job", 0))),
                both(ThinRules.noSql(), ThinRules.noSql()),
                both(ThinRules.noEngine(), ThinRules.noEngine()),
                both(ThinRules.jacksonInOneRoom(ROOT), ThinRules.jacksonInOneRoom(BROKEN)),
                both(ThinRules.jettyInOneRoom(ROOT), ThinRules.jettyInOneRoom(BROKEN)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule ofHouse, ArchRule ofRuins) {
        assertThat(ofHouse.evaluate(HOUSE).getFailureReport().getDetails()).isEmpty();
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
