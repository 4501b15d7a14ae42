package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement is served by the index that it names, on tables with rows and statistics. */
class PlansTest {
    private static final int GENERIC_PLANS_SINCE = 160_000;
    private static final String AS_LISTS =
            "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off";
    private static TestDatabase database;

    @BeforeAll
    static void seed() {
        database = TestDatabase.migrated();
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs
                SELECT gen_random_uuid(), 'mail', 'default', 1 + n % 9, '{}', CASE n % 4 WHEN 0 THEN 'running' ELSE 'queued' END,
                       now() + (n - 2500) * interval '1 second', 0, 4, 1, now(), now(), 'w', now(), NULL, now(), NULL,
                       CASE WHEN n % 50 = 0 THEN gen_random_uuid() END, now()
                FROM generate_series(1, 5000) AS n;
                INSERT INTO ${schema}._ayb_jobs_history
                SELECT gen_random_uuid(), 'mail', 'default', 5, '{}',
                       CASE WHEN n % 100 = 0 THEN 'failed' ELSE 'completed' END, now(), 1, 4, 1,
                       now() - n * interval '1 second', now(), NULL, now(), NULL, NULL, NULL, '[]', now(), NULL, 'w'
                FROM generate_series(1, 20000) AS n;
                INSERT INTO ${schema}._ayb_jobs_keys SELECT 'mail', n::text, gen_random_uuid() FROM generate_series(1, 5000) AS n;
                INSERT INTO ${schema}._ayb_schedules
                SELECT gen_random_uuid(), n::text, 'mail', '{}', '@daily', 'UTC', true, 4, 'once', NULL, 'allow', now(), NULL, 1,
                       NULL, now(), now()
                FROM generate_series(1, 2000) AS n;
                ANALYZE ${schema}._ayb_jobs, ${schema}._ayb_jobs_history, ${schema}._ayb_jobs_keys, ${schema}._ayb_schedules
                """);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<Arguments> statements() throws ReflectiveOperationException {
        return all().filter(each -> !((Sql) each.get()[1]).index().isEmpty());
    }

    private static Stream<Arguments> all() throws ReflectiveOperationException {
        List<Arguments> all = new ArrayList<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.allyourbase.jobs.postgres")) {
            for (Field field : Class.forName(each.getName()).getDeclaredFields()) {
                if (field.getType() == Sql.class && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    all.add(Arguments.of(each.getSimpleName() + "." + field.getName(), field.get(null)));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void uses_the_index_it_names(String name, Sql sql) throws SQLException {
        assumeServerExplainsParameters();
        String plan = plan(sql.text());

        assertThat(plan).as(name).containsPattern(indexPattern(sql.index()));
    }

    /** Those at work are few, and sorted. */
    @Test
    void lists_are_read_in_an_indexs_order_and_never_sorted() throws ReflectiveOperationException, SQLException {
        assumeServerExplainsParameters();
        List<Arguments> lists = all().filter(each -> ((String) each.get()[0]).startsWith("Listing."))
                .filter(each -> !((String) each.get()[0]).contains("RUNNING"))
                .toList();

        assertThat(lists).hasSize(14);
        for (Arguments list : lists) {
            assertThat(plan(((Sql) list.get()[1]).text(), AS_LISTS))
                    .as((String) list.get()[0])
                    .doesNotContainPattern("(?m)^\\W*(Incremental )?Sort\\b(?! Key)");
        }
    }

    @Test
    void stats_never_read_what_has_ended() throws ReflectiveOperationException, SQLException {
        assumeServerExplainsParameters();
        List<Sql> stats = all().filter(each -> ((String) each.get()[0]).startsWith("PostgresStats."))
                .map(each -> (Sql) each.get()[1])
                .toList();

        assertThat(stats).hasSize(3);
        for (Sql sql : stats) {
            assertThat(plan(sql.text())).doesNotContain("_history").contains("_ayb_jobs");
        }
    }

    @Test
    void there_are_statements_to_look_at() throws ReflectiveOperationException {
        assertThat(statements().count()).isGreaterThan(15);
    }

    private static void assumeServerExplainsParameters() {
        assumeTrue(
                Integer.parseInt(database.text("SHOW server_version_num")) >= GENERIC_PLANS_SINCE,
                "EXPLAIN of a statement with parameters needs Postgres 16");
    }

    /** A partition's index is named after the partition and its columns. */
    private static String indexPattern(String index) {
        return switch (index) {
            case "_ayb_jobs_history_id" -> "_ayb_jobs_history_\\d+_id\\b";
            case "_ayb_jobs_history_problems" -> "_ayb_jobs_history_\\d+_state_id_idx";
            case "_ayb_jobs_history_type" -> "_ayb_jobs_history_\\d+_type_id_idx";
            case "_ayb_jobs_history_problems_type" -> "_ayb_jobs_history_\\d+_state_type_id_idx";
            default -> "\\b" + index + "\\b|Conflict Arbiter Indexes: " + index;
        };
    }

    private static String plan(String text) throws SQLException {
        return plan(text, "SET enable_seqscan = off");
    }

    private static String plan(String text, String settings) throws SQLException {
        AtomicInteger parameter = new AtomicInteger();
        String numbered = Pattern.compile("\\?").matcher(text).replaceAll(mark -> "\\$" + parameter.incrementAndGet());
        // Only the simple protocol leaves parameters open.
        try (Connection connection = DriverManager.getConnection(TestDatabase.url() + "&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            statement.execute(settings);
            StringBuilder plan = new StringBuilder();
            String explained = numbered.replace("${schema}", database.schema().quoted());
            try (ResultSet lines = statement.executeQuery("EXPLAIN (GENERIC_PLAN) " + explained)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
