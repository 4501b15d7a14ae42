package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.Ayb;
import io.allyourbase.jobs.cli.commands.Cli.Result;
import io.allyourbase.jobs.cli.process.JavaProcess;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ayb verify} and {@code ayb doctor}. */
class CheckCommandsIT {
    private static final Cli CLI = new Cli("http://127.0.0.1:1", "none");

    private final TestDatabase database = TestDatabase.migrated();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_database_that_is_right_is_verified_in_each_form() {
        assertThat(on("verify")).isEqualTo(new Result(0, "Nothing is wrong.\n", ""));
        assertThat(on("verify", "--json", "--days", "1")).isEqualTo(new Result(0, "[]\n", ""));
        assertThat(on("verify", "--output", "csv", "--timeout", "1m", "--recovery-bound", "5m"))
                .isEqualTo(new Result(0, "severity,check,what,meaning,remedy,count,examples\r\n", ""));
    }

    @Test
    void what_is_wrong_is_told_in_each_form_with_exit_code_1() {
        breakIt();

        assertThat(on("verify")).isEqualTo(new Result(1, """
                SEVERITY  CHECK              FOUND
                problem   queued-with-lease  1 job queued, with a lease

                severity  problem
                check     queued-with-lease
                found     1 job queued, with a lease
                where     00000000-0000-7000-8000-000000000001
                means     Something else than this program wrote them.
                to do     Set lease_until to null.
                """, ""));
        assertThat(on("verify", "--json")).isEqualTo(new Result(1, """
                [
                {
                  "severity": "problem",
                  "check": "queued-with-lease",
                  "what": "1 job queued, with a lease",
                  "meaning": "Something else than this program wrote them.",
                  "remedy": "Set lease_until to null.",
                  "count": 1,
                  "examples": [
                    "00000000-0000-7000-8000-000000000001"
                  ]
                }
                ]
                """, ""));
        assertThat(on("verify", "--output", "csv").out())
                .endsWith("\r\nproblem,queued-with-lease,\"1 job queued, with a lease\","
                        + "Something else than this program wrote them.,Set lease_until to null.,1,"
                        + "\"[\"\"00000000-0000-7000-8000-000000000001\"\"]\"\r\n");
    }

    private void breakIt() {
        database.execute("""
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                    fence, created_at, updated_at, lease_until)
                VALUES ('00000000-0000-7000-8000-000000000001', 'mail', 'default', 5, '{}', 'queued',
                    now() - interval '1 h', 0, 4, 0, now(), now(), now())
                """);
    }

    @Test
    void the_doctor_tells_what_it_found_and_what_to_do() {
        Result well = on("doctor");
        assertThat(well.exitCode()).as(well.out()).isZero();
        assertThat(well.out().lines().findFirst().orElseThrow()).matches("SEVERITY +CHECK +FOUND");
        assertThat(well.out())
                .containsPattern("ok +listen +LISTEN and NOTIFY work\n")
                .containsPattern("ok +plans +claims, outcomes and leases are served by their indexes\n")
                .containsPattern("severity +warning\ncheck +workers\nfound +no worker is live\n");

        breakIt();
        Result ill = on("doctor", "--json");
        assertThat(ill.exitCode()).isEqualTo(1);
        assertThat(ill.out())
                .contains("\"severity\": \"problem\"", "\"default/mail\"")
                .startsWith("[\n{\n  \"severity\": ");
    }

    @Test
    void a_database_that_is_away_is_exit_code_3() {
        Stream.of("verify", "doctor").forEach(command -> {
            Result result = CLI.run(command, "--database-url", "jdbc:postgresql://127.0.0.1:1/none");
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err())
                    .startsWith("ayb: the database is not available: ")
                    .hasLineCount(1);
        });
    }

    @Test
    void wrong_usage_is_exit_code_2_and_no_database_is_made() {
        assertWrong(on("verify", "--days", "0"), "days 0 is not allowed; must be from 1 to 36500");
        assertWrong(
                on("verify", "--timeout", "soon"), "--timeout \"soon\" is not allowed; must be a length such as 90s");
        Path nowhere = directory.resolve("nowhere");
        assertWrong(CLI.run("doctor", "--data-dir", nowhere.toString()), "there is no database in " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    private static void assertWrong(Result result, String line) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("ayb: " + line);
    }

    /** The embedded database of a directory is looked at while it is served, and while it is not. */
    @Test
    void an_embedded_database_is_looked_at_served_or_not() throws InterruptedException {
        String data = directory.resolve("data").toString();
        try (JavaProcess serve = JavaProcess.start(
                Ayb.class,
                Map.of("AYB_JOBS_ENABLED", "true", "AYB_ADMIN_TOKEN", "none"),
                List.of("serve", "--port", "0", "--data-dir", data))) {
            serve.awaitOutput("admin on ");
            assertThat(CLI.run("verify", "--data-dir", data)).isEqualTo(new Result(0, "Nothing is wrong.\n", ""));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> CLI.run("doctor", "--data-dir", data).out().contains("1 live, for 4 jobs at once"));
            serve.terminate();
            assertThat(serve.awaitExit()).isZero();
        }
        assertThat(CLI.run("verify", "--data-dir", data)).isEqualTo(new Result(0, "Nothing is wrong.\n", ""));
    }

    private Result on(String... words) {
        return CLI.run(Stream.concat(
                        Stream.of(words),
                        Stream.of(
                                "--database-url",
                                TestDatabase.url(),
                                "--schema",
                                database.schema().value()))
                .toArray(String[]::new));
    }
}
