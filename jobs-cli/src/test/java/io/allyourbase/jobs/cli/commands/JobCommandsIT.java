package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.commands.Cli.Result;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.PostgresJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCommandsIT {
    private static final String MISSING = "00000000-0000-7000-8000-000000000000";

    private static ServedDatabase served;
    private static Cli cli;

    @TempDir
    private Path directory;

    @BeforeAll
    static void serve() {
        served = new ServedDatabase();
        cli = served.cli();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void clear() {
        served.database().execute("DELETE FROM ${schema}._ayb_jobs; DELETE FROM ${schema}._ayb_jobs_history");
    }

    @Test
    void an_empty_list_says_so_in_each_form() {
        assertDone(cli.run("jobs", "list"), "No jobs found.\n");
        assertDone(cli.run("jobs", "list", "--output", "json"), "[]\n");
        assertThat(cli.run("jobs", "list", "--output=csv").out())
                .startsWith("id,type,state,")
                .endsWith("payload\r\n");
    }

    @Test
    void lists_jobs_as_a_table_as_the_bare_array_and_as_csv() {
        String first = enqueue("nobody", "--payload", "{\"to\": \"Zoë\"}", "--queue", "q1", "--priority", "2");
        String second = enqueue("other", "--max-attempts", "7");

        assertThat(cli.run("jobs", "list").out().lines())
                .satisfiesExactly(
                        head -> assertThat(head).matches("ID +TYPE +STATE +ATTEMPTS +CREATED"),
                        row -> assertThat(row).matches(second + "  other +queued  0/7 +(now|\\d+ s ago)"),
                        row -> assertThat(row).matches(first + "  nobody  queued  0/4 +(now|\\d+ s ago)"));
        assertThat(cli.run("jobs", "list", "--json", "--queue", "q1").out())
                .startsWith("[\n{\n  \"id\": \"" + first + "\"")
                .contains("\"to\": \"Zoë\"")
                .endsWith("}\n]\n")
                .doesNotContain(second);
        assertThat(cli.run("jobs", "list", "--output", "csv", "--type", "other").out())
                .contains("\r\n" + second + ",other,queued,default,")
                .doesNotContain(first);
    }

    @Test
    void lists_beyond_a_page_up_to_the_limit_or_all() {
        enqueueInBulk(1203);

        assertThat(cli.run("jobs", "list", "--all").out().lines()).hasSize(1204);
        assertThat(cli.run("jobs", "list", "--limit", "502", "--json").out().split("\"id\":", -1))
                .hasSize(503);
        assertThat(cli.run("jobs", "list").out().lines()).hasSize(51);
        assertThat(cli.run("jobs", "list", "--all", "--until", "1h").out()).isEqualTo("No jobs found.\n");
        assertRefused(cli.run("jobs", "list", "--limit", "0"), "limit");
    }

    @Test
    void enqueues_from_text_file_and_standard_input_and_once_for_a_key() throws IOException {
        Path file = Files.writeString(directory.resolve("p.json"), "{\"from\": \"file\"}");

        Result fromFile = cli.run("jobs", "enqueue", "--type", "nobody", "--payload", "@" + file, "--json");
        Result fromInput =
                cli.runWith("[1]", "jobs", "enqueue", "--type", "nobody", "--payload", "-", "--run-at", "2h");
        Result first = cli.run("jobs", "enqueue", "--type", "nobody", "--idempotency-key", "k");
        Result again = cli.run("jobs", "enqueue", "--type", "nobody", "--idempotency-key", "k");

        assertThat(fromFile.out()).contains("\"from\": \"file\"");
        assertThat(fromInput.out()).matches("Job [-0-9a-f]{36} enqueued\n");
        assertThat(
                        served.database()
                                .text(
                                        "SELECT run_at > now() + interval '1 hour' FROM ${schema}._ayb_jobs WHERE payload::text = '[1]'"))
                .isEqualTo("t");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .isEqualTo("Job " + first.out().substring(4, 40) + " has this key already; nothing enqueued\n");
        assertWrong(cli.run("jobs", "enqueue", "--type", "t", "--payload", "{"), "payload must be valid JSON");
        assertWrong(cli.run("jobs", "enqueue"), "Missing required option: '--type=TYPE'");
        assertRefused(cli.run("jobs", "enqueue", "--type", "x".repeat(101)), "type must be at most 100 characters");
    }

    @Test
    void shows_a_job_with_its_runs_and_says_why_it_does_not_run() {
        String waiting = enqueue("nobody");
        String failed = failed();

        assertThat(cli.run("jobs", "get", failed).out())
                .contains("id          " + failed)
                .containsPattern("state +failed\n")
                .containsPattern("last error +\\S.*_ayb_sessions")
                .containsPattern("RUN +ATTEMPT +OUTCOME +STARTED +ENDED +WORKER +ERROR\n1 +1 +failed ");
        assertThat(cli.run("jobs", "get", waiting).out()).endsWith("\n\nNo runs.\n");
        assertThat(cli.run("jobs", "explain", waiting).out()).contains("nobody").endsWith(".\n");
        assertThat(cli.run("jobs", "explain", waiting, "--json").out()).contains("\"reason\": \"no_worker\"");
        assertRefused(cli.run("jobs", "get", MISSING), "job not found");
        assertRefused(cli.run("jobs", "get", "nonsense"), "invalid job id format");
    }

    @Test
    void retries_and_cancels_one_job() {
        String failed = failed();
        assertRefused(cli.run("jobs", "cancel", failed), "job " + failed + " is not in queued state");
        assertDone(cli.run("jobs", "retry", failed), "Job " + failed + " reset to queued\n");

        String waiting = enqueue("nobody");
        assertRefused(cli.run("jobs", "retry", waiting), "job " + waiting + " is not in failed state");
        assertDone(cli.run("jobs", "cancel", waiting), "Job " + waiting + " canceled\n");
        assertThat(cli.run("jobs", "cancel", enqueue("nobody"), "--json").out()).contains("\"state\": \"canceled\"");
        assertRefused(cli.run("jobs", "retry", "a/b?c"), "");
        assertWrong(cli.run("jobs", "retry", ""), "ID is required");
        assertWrong(cli.run("jobs", "retry", waiting, "--type", "t"), "not both");
        assertWrong(cli.run("jobs", "retry"), "name a job's id, or a filter such as --type, or --all-failed");
    }

    @Test
    void changes_many_only_when_sure_and_says_how_many() {
        for (int i = 0; i < 3; i++) {
            enqueue("nobody");
        }
        String[] cancel = {"jobs", "cancel", "--type", "nobody", "--since", "1h"};

        assertWrong(cli.run(cancel), "there is no terminal to ask at; say --yes");
        assertDone(cli.run(with(cancel, "--dry-run")), "3 queued jobs match\n");
        assertDone(
                cli.run(with(cancel, "--yes", "--limit", "2")),
                "3 queued jobs match\n2 jobs canceled; 1 left, repeat this to go on\n");
        Result json = cli.run("jobs", "cancel", "--all-queued", "--yes", "--json");
        assertThat(json.out()).contains("\"matched\": 1", "\"changed\": 1");
        assertThat(json.err()).isEqualTo("1 queued job matches\n");
        failed();
        assertDone(
                cli.run("jobs", "retry", "--error", "_AYB_SESSIONS", "--yes"),
                "1 failed job matches\n1 job reset to queued\n");
    }

    @Test
    void runs_now_what_waits_for_its_time_one_or_many() {
        String one = enqueue("nobody", "--run-at", "2h");
        String failed = failed();

        assertRefused(cli.run("jobs", "run", failed), "job " + failed + " is not in queued state");
        assertDone(cli.run("jobs", "run", one), "Job " + one + " due now\n");
        assertThat(cli.run("jobs", "explain", one, "--json").out()).contains("\"reason\": \"no_worker\"");
        assertWrong(cli.run("jobs", "run"), "name a job's id, or a filter such as --type, or --all-delayed");

        enqueue("nobody", "--run-at", "2h");
        enqueue("nobody", "--run-at", "1d");
        assertWrong(cli.run("jobs", "run", "--all-delayed"), "say --yes to run what matches");
        assertDone(cli.run("jobs", "run", "--type", "nobody", "--dry-run"), "2 delayed jobs match\n");
        assertDone(
                cli.run("jobs", "run", "--type", "nobody", "--limit", "1", "--yes"),
                "2 delayed jobs match\n1 job due now; 1 left, repeat this to go on\n");
        assertDone(cli.run("jobs", "run", "--all-delayed", "--yes"), "1 delayed job matches\n1 job due now\n");
    }

    @Test
    void counts_jobs_by_state() {
        enqueue("nobody");

        assertThat(cli.run("jobs", "stats").out())
                .containsPattern("queued +1\n")
                .containsPattern("oldest waits +\\d+ s\n");
        assertThat(cli.run("jobs", "stats", "--json").out()).contains("\"queued\": 1", "\"oldestQueuedAgeSec\": ");
    }

    @Test
    void a_filter_that_is_not_allowed_is_the_server_s_word_or_wrong_usage() {
        Result state = cli.run("jobs", "list", "--state", "x&limit=1");

        assertThat(state.exitCode()).isEqualTo(1);
        assertThat(state.out()).isEmpty();
        assertThat(state.err())
                .isEqualTo("ayb: invalid state filter; must be one of: queued, running, completed, failed, canceled\n");
        assertWrong(cli.run("jobs", "list", "--since", "yesterday"), "--since \"yesterday\" is not allowed; must be");
        assertWrong(cli.run("jobs", "list", "--output", "xml"), "--output");
        assertWrong(cli.run("jobs", "explan"), "\"explan\" is not expected here; did you mean");
    }

    private static String enqueue(String type, String... more) {
        Result result = cli.run(with(new String[] {"jobs", "enqueue", "--type", type}, more));
        assertThat(result.err()).isEmpty();
        return result.out().substring(4, 40);
    }

    private static void enqueueInBulk(int count) {
        try (PostgresJobs jobs = PostgresJobs.builder(served.database().dataSource())
                .schema(served.database().schema())
                .build()) {
            jobs.enqueueAll(
                    JobDefinition.of("bulk", Integer.class),
                    IntStream.range(0, count).boxed().toList());
        }
    }

    /** A job that has failed, for want of the host's table. */
    private static String failed() {
        String id = enqueue("stale_session_cleanup", "--max-attempts", "1");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> served.database()
                        .text("SELECT count(*) FROM ${schema}._ayb_jobs_history WHERE state = 'failed' AND id = '" + id
                                + "'")
                        .equals("1"));
        return id;
    }

    @Test
    void asks_a_running_job_to_end() {
        String running = enqueue("nobody");
        served.database()
                .execute("UPDATE ${schema}._ayb_jobs SET state = 'running', attempts = 1, fence = 1, "
                        + "worker_id = 'w', lease_until = now() + interval '1 h', last_run_at = now()");
        String waiting = enqueue("nobody");

        assertRefused(cli.run("jobs", "cancel", running), "job " + running + " is not in queued state");
        assertDone(cli.run("jobs", "cancel", running, "--running"), "Job " + running + " was asked to end\n");
        assertThat(cli.run("jobs", "get", running).out()).contains("asked to end");
        assertDone(cli.run("jobs", "cancel", waiting, "--running"), "Job " + waiting + " canceled\n");
        assertWrong(cli.run("jobs", "cancel", "--running"), "name a job's id, or a filter such as --type");
    }

    @Test
    void asks_all_running_jobs_that_match_to_end() {
        String running = enqueue("nobody");
        served.database()
                .execute("UPDATE ${schema}._ayb_jobs SET state = 'running', attempts = 1, fence = 1, "
                        + "worker_id = 'w', lease_until = now() + interval '1 h', last_run_at = now()");
        enqueue("nobody");

        assertThat(cli.run("jobs", "cancel", "--type", "nobody", "--running", "--dry-run")
                        .out())
                .isEqualTo("2 queued or running jobs match\n");
        assertThat(cli.run("jobs", "cancel", "--type", "nobody", "--running", "--yes")
                        .out())
                .endsWith("\n2 jobs canceled or asked to end\n");
        assertThat(cli.run("jobs", "get", running).out()).contains("asked to end");
    }

    private static String[] with(String[] words, String... more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private static void assertDone(Result result, String out) {
        assertThat(result).isEqualTo(new Result(0, out, ""));
    }

    private static void assertRefused(Result result, String message) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("ayb: ")
                .contains(message)
                .hasLineCount(1)
                .doesNotContain("{");
    }

    private static void assertWrong(Result result, String message) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("ayb: ").contains(message).hasLineCount(1);
    }
}
