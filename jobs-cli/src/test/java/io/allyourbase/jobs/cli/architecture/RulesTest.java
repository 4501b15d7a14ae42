package io.allyourbase.jobs.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command keeps its rules, and each rule catches what breaks it. */
class RulesTest {
    private static final String ROOT = "io.allyourbase.jobs.cli";
    private static final String BROKEN = "io.allyourbase.jobs.cli.architecture.fixture";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final JavaClasses RUINS = new ClassFileImporter().importPackages(BROKEN);

    static Stream<Arguments> rules() {
        return Stream.of(
                both(Rules.readingOrder(ROOT), Rules.readingOrder(BROKEN)),
                both(Rules.noCycles(ROOT), Rules.noCycles(BROKEN)),
                both(Rules.postgresWhereAServerRuns(ROOT), Rules.postgresWhereAServerRuns(BROKEN)),
                both(Rules.httpInItsWiring(ROOT), Rules.httpInItsWiring(BROKEN)),
                both(Rules.quickStart(ROOT), Rules.quickStart(BROKEN)),
                both(Rules.noEmptyNames(), Rules.noEmptyNames()));
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
    void a_room_that_is_not_listed_is_caught() {
        ArchRule withoutServer = classes().should(new ReadingOrder(BROKEN, List.of("client")));

        assertThat(withoutServer.evaluate(RUINS).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("ServingHelper is in a room that is not listed"));
    }

    private static Arguments both(ArchRule ofHouse, ArchRule ofRuins) {
        return Arguments.of(ofHouse, ofRuins);
    }
}
