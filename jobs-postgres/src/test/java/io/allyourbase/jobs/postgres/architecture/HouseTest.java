package io.allyourbase.jobs.postgres.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.allyourbase.jobs.architecture.ReadingOrder;
import io.allyourbase.jobs.architecture.Rules;
import io.allyourbase.jobs.architecture.SmallRooms;
import io.allyourbase.jobs.postgres.architecture.fixture.StrayStatement;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This module keeps the house's rules, and its own. */
class HouseTest {
    private static final String ROOT = "io.allyourbase.jobs.postgres";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static List<ArchRule> rules() {
        return List.of(
                ReadingOrder.of(
                        ROOT,
                        List.of(
                                "sql.copy",
                                "sql",
                                "json",
                                "migrate.lock",
                                "migrate.identity",
                                "migrate",
                                "notify",
                                "row",
                                "enqueue",
                                "cursor",
                                "claim",
                                "outcome",
                                "lease",
                                "presence",
                                "admin",
                                "schedule",
                                "retention",
                                "cleanup",
                                "check.finding",
                                "check.shape",
                                "check.plan",
                                "check.invariant",
                                "check.probe",
                                "check",
                                "")),
                Rules.noCycles(ROOT),
                Rules.noEmptyNames(),
                Rules.noMutableStatics(),
                Rules.closedTypes(),
                SmallRooms.of(ROOT, Map.of("check.probe", 13, "check.invariant", 13)),
                statementsInOneRoom(),
                boundedStatements());
    }

    private static ArchRule statementsInOneRoom() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".sql..", ROOT + ".notify..")
                .should()
                .callMethod(Connection.class, "prepareStatement", String.class)
                .orShould()
                .callMethod(Connection.class, "createStatement")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(PreparedStatement.class)
                .because("values are bound, and failures sorted, in one room");
    }

    private static ArchRule boundedStatements() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".sql..", ROOT + ".migrate..")
                .should()
                .accessField(Mode.class, Mode.PLAIN.name())
                .because("without a limit a statement waits for ever on a connection that died");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        assertThat(rule.evaluate(HOUSE).getFailureReport().getDetails()).isEmpty();
    }

    @Test
    void a_stray_statement_is_caught() {
        JavaClasses ruin = new ClassFileImporter().importClasses(StrayStatement.class);

        assertThat(statementsInOneRoom().evaluate(ruin).hasViolation()).isTrue();
    }
}
