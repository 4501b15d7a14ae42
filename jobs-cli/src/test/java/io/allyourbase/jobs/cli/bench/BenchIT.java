package io.allyourbase.jobs.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allyourbase.jobs.cli.Ayb;
import io.allyourbase.jobs.cli.process.JavaProcess;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bench as a process, with worker processes of its own; run small, and never judged by its figures. */
class BenchIT {
    private static final String SCHEMA = "ayb bench it";

    @Test
    void every_part_is_measured_and_written_as_a_table() throws InterruptedException {
        String table = bench(
                "--history",
                "2000",
                "--future",
                "500",
                "--types",
                "3",
                "--queues",
                "3",
                "--pinned-xmin",
                "--idle",
                "--sleeping");

        assertThat(table.lines().findFirst().orElseThrow()).matches("FIGURE +VALUE +UNIT +LIMIT +RATIO TO LIMIT");
        assertThat(names(table))
                .contains(
                        "enqueue single, 2 threads",
                        "enqueue in bulk",
                        "enqueue in bulk, WAL",
                        "bare COPY in one stream",
                        "bare claim and finish, 4 clients",
                        "drain, 1 process of 2 workers",
                        "drain, 2 processes of 2 workers",
                        "drain, 3 types, 3 queues, 500 in the future",
                        "drain, 1 process, WAL",
                        "drain, 1 process, transactions",
                        "drain, 1 process, CPU of client",
                        "drain, 1 process, of it the JVM's compilers",
                        "drain, 1 process, dead rows left",
                        "enqueue and drain at once",
                        "enqueue to finished, WAL",
                        "pickup, idle, p99",
                        "pickup, half load, max",
                        "stats p50",
                        "list, deep page p50",
                        "list, by type p50",
                        "list, by state p50",
                        "drain under an old snapshot, tenth 10",
                        "the last tenth, to the first",
                        "transactions of an idle process",
                        "handlers asleep at once");
        assertThat(isThere()).isFalse();
    }

    @Test
    void json_has_the_limit_and_the_ratio_where_there_is_a_limit() throws InterruptedException, IOException {
        JsonNode figures = new ObjectMapper().readTree(bench("--output", "json", "--only", "bulk"));

        assertThat(figures.get(0).get("name").textValue()).isEqualTo("enqueue in bulk");
        assertThat(figures.get(0).fieldNames()).toIterable().containsExactly("name", "value", "unit", "limit", "ratio");
        assertThat(figures.get(0).get("ratio").doubleValue())
                .isEqualTo(figures.get(0).get("value").doubleValue()
                        / figures.get(0).get("limit").doubleValue());
        assertThat(figures.get(1).fieldNames()).toIterable().containsExactly("name", "value", "unit");
    }

    @Test
    void a_schema_of_others_is_refused_and_left_alone() throws InterruptedException {
        try (TestDatabase others = TestDatabase.empty()) {
            others.execute("CREATE SCHEMA ${schema}; CREATE TYPE ${schema}.precious AS ENUM ('gem')");
            try (JavaProcess process = start(List.of("--schema", others.schema().value()))) {
                assertThat(process.awaitExit()).isEqualTo(1);
                assertThat(process.output())
                        .contains("ayb: schema \"" + others.schema() + "\" is there, and no bench made it")
                        .hasLineCount(1);
            }
            assertThat(others.text("SELECT 'gem'::${schema}.precious")).isEqualTo("gem");
        }
    }

    @Test
    void what_is_not_allowed_is_named() throws InterruptedException {
        assertRefused(List.of("--only", "speed"), "--only \"speed\" is not allowed; must be of [single, bulk, drain");
        assertRefused(List.of("--jobs", "1"), "--jobs 1 is not allowed; must be from 100 to 100000000");
    }

    private static void assertRefused(List<String> arguments, String message) throws InterruptedException {
        try (JavaProcess process = start(arguments)) {
            assertThat(process.awaitExit()).isEqualTo(2);
            assertThat(process.output()).contains(message).hasLineCount(1);
        }
    }

    private static String bench(String... arguments) throws InterruptedException {
        Stream<String> small =
                Stream.of("--schema", SCHEMA, "--jobs", "500", "--threads", "2", "--workers", "2", "--processes", "2");
        try (JavaProcess process =
                start(Stream.concat(small, Stream.of(arguments)).toList())) {
            assertThat(process.awaitExit()).as(process.output()).isZero();
            return process.output();
        }
    }

    private static JavaProcess start(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("bench", "--database-url", TestDatabase.url()));
        all.addAll(arguments);
        return JavaProcess.start(Ayb.class, Map.of(), all);
    }

    private static List<String> names(String table) {
        return table.lines().skip(1).map(line -> line.split(" {2,}", 2)[0]).toList();
    }

    private static boolean isThere() {
        try (TestDatabase any = TestDatabase.empty()) {
            return !any.text("SELECT count(*) FROM pg_namespace WHERE nspname = '" + SCHEMA + "'")
                    .equals("0");
        }
    }
}
