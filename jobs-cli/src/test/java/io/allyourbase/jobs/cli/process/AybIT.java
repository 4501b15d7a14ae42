package io.allyourbase.jobs.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.Ayb;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users run it. */
class AybIT {
    @TempDir
    private Path directory;

    @Test
    void the_demo_ends_with_every_number_as_expected_and_leaves_nothing_behind()
            throws InterruptedException, IOException {
        try (JavaProcess demo = ayb("demo", "--jobs", "200")) {
            assertThat(demo.awaitExit()).as(demo.output()).isZero();

            assertThat(demo.output())
                    .contains("Everything is as expected.")
                    .containsPattern("jobs completed +204 ")
                    .containsPattern("retries +20 ")
                    .containsPattern("rows cleaned from _ayb_sessions +10,000 ")
                    .contains("pickup latency p99");
        }
        assertNothingLeft();
    }

    @Test
    void a_demo_that_is_stopped_half_way_leaves_nothing_behind_either() throws InterruptedException, IOException {
        try (JavaProcess demo = ayb("demo", "--jobs", "100000")) {
            demo.awaitOutput("queued ");
            demo.terminate();

            assertThat(demo.awaitExit()).isEqualTo(1);
            assertThat(demo.output()).contains("stopped before the end");
        }
        assertNothingLeft();
    }

    @Test
    void a_demo_that_serves_says_where_its_jobs_can_be_looked_at_and_by_whom()
            throws InterruptedException, IOException {
        try (JavaProcess demo = ayb("demo", "--jobs", "20", "--serve")) {
            demo.awaitOutput("Serving until stopped.");
            Matcher said = Pattern.compile("Dashboard: (http://127\\.0\\.0\\.1:\\d+), token (\\S+)\\.")
                    .matcher(demo.output());
            assertThat(said.find()).as(demo.output()).isTrue();

            assertThat(get(said.group(1) + "/api/admin/dashboard/index.html", ""))
                    .contains("AYB Jobs");
            assertThat(get(said.group(1) + "/api/admin/jobs/stats", said.group(2)))
                    .contains("\"completed\":24,");

            demo.terminate();
            assertThat(demo.awaitExit()).isZero();
        }
        assertNothingLeft();
    }

    private static String get(String url, String token) throws InterruptedException, IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static void assertNothingLeft() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(entries.filter(entry -> entry.getFileName().toString().startsWith("ayb-demo-")))
                    .isEmpty();
        }
        awaitNoServer("ayb-demo-");
    }

    @Test
    void a_served_directory_is_one_process_s_survives_its_kill_and_is_left_without_a_server()
            throws InterruptedException {
        String data = directory.resolve("data").toString();
        try (JavaProcess killed = serve(data)) {
            killed.awaitOutput("ready; 4 workers, scheduler on");
            try (JavaProcess second = serve(data)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.output()).contains("is in use by another ayb").hasLineCount(1);
            }
            killed.kill();
        }
        assertThat(servers(data)).isNotEmpty();
        try (JavaProcess again = serve(data)) {
            again.awaitOutput("ready");
            again.terminate();
            assertThat(again.awaitExit()).isZero();
            assertThat(again.output()).contains("stopped");
        }
        awaitNoServer(data);
    }

    @Test
    void ten_processes_that_migrate_at_once_migrate_once() throws InterruptedException {
        try (TestDatabase database = TestDatabase.empty()) {
            List<JavaProcess> processes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                processes.add(migrate(TestDatabase.url(), database.schema().value()));
            }
            int migrated = 0;
            for (JavaProcess each : processes) {
                assertThat(each.awaitExit()).as(each.output()).isZero();
                migrated += each.output().contains("migrated to version") ? 1 : 0;
            }
            assertThat(migrated).isEqualTo(1);
        }
    }

    @Test
    void what_is_wrong_with_the_database_is_one_clear_line() throws InterruptedException {
        assertRefused("jdbc:postgresql://127.0.0.1:1/x", "public", 3, "ayb: the database is not available: connection");
        assertRefused(
                TestDatabase.url().replaceAll("user=[^&]*", "user=nobody_such"),
                "public",
                1,
                "ayb: the database refused the connection: role \"nobody_such\" does not exist");
        try (TestDatabase database = TestDatabase.migrated()) {
            database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version, serves) VALUES (99, 98)");
            assertRefused(
                    TestDatabase.url(),
                    database.schema().value(),
                    1,
                    "which serves programs of version 98 and newer, but this program is of version ");
        }
    }

    private static void assertRefused(String url, String schema, int exitCode, String line)
            throws InterruptedException {
        try (JavaProcess process = migrate(url, schema)) {
            assertThat(process.awaitExit()).as(process.output()).isEqualTo(exitCode);
            assertThat(process.output()).contains(line).hasLineCount(1);
        }
    }

    private static JavaProcess ayb(String... arguments) {
        return JavaProcess.start(Ayb.class, Map.of(), List.of(arguments));
    }

    private static JavaProcess serve(String data) {
        return JavaProcess.start(
                Ayb.class,
                Map.of("AYB_JOBS_ENABLED", "true", "AYB_ADMIN_TOKEN", "test-token"),
                List.of("serve", "--port", "0", "--data-dir", data));
    }

    private static JavaProcess migrate(String url, String schema) {
        return ayb("migrate", "--database-url", url, "--schema", schema);
    }

    /** Its last process may still be on its way out when it has stopped. */
    private static void awaitNoServer(String data) {
        await().atMost(Duration.ofSeconds(30)).until(() -> servers(data).isEmpty());
    }

    /** Postgres processes that work on the directory. */
    private static List<ProcessHandle> servers(String data) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(data))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .toList();
    }
}
