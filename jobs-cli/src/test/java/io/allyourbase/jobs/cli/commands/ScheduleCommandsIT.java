package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.commands.Cli.Result;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScheduleCommandsIT {
    private static ServedDatabase served;
    private static Cli cli;

    @BeforeAll
    static void serve() {
        served = new ServedDatabase();
        cli = served.cli();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void lists_schedules_by_name_in_each_form() {
        served.database().execute("UPDATE ${schema}._ayb_schedules SET next_run_at = now() + interval '90 min'");

        assertThat(cli.run("schedules", "list").out().lines().limit(2))
                .satisfiesExactly(
                        head -> assertThat(head).matches("ID +NAME +JOB TYPE +CRON +TIMEZONE +ENABLED +NEXT RUN"),
                        row -> assertThat(row)
                                .matches(
                                        "[-0-9a-f]{36}  expired_auth_cleanup_daily +expired_auth_cleanup +0 5 \\* \\* \\*"
                                                + " +UTC +true +in 1 h"));
        assertThat(cli.run("schedules", "list", "--json").out())
                .startsWith("[\n{\n  \"id\": ")
                .endsWith("]\n");
        assertThat(cli.run("schedules", "list", "--output", "csv").out()).startsWith("id,name,jobType,cronExpr,");
    }

    @Test
    void a_schedule_is_made_changed_switched_run_and_deleted() {
        String id = create("nightly", "--enabled=false", "--payload", "{\"a\": 1}", "--timezone", "Europe/Berlin");
        assertThat(cli.run("schedules", "get", id).out())
                .containsPattern("enabled +false\n")
                .containsPattern("timezone +Europe/Berlin\n")
                .containsPattern("payload +\\{\"a\":1}\n")
                .doesNotContain("next run");

        assertDone(cli.run("schedules", "update", id, "--cron", "15 * * * *", "--enabled", "true"), id, "updated");
        assertThat(cli.run("schedules", "get", id, "--json").out())
                .contains("\"cronExpr\": \"15 * * * *\"", "\"enabled\": true", "\"nextRunAt\": ");
        assertDone(cli.run("schedules", "update", id, "--enabled", "false"), id, "updated");
        assertDone(cli.run("schedules", "enable", id), id, "enabled");
        assertThat(cli.run("schedules", "disable", id, "--json").out()).contains("\"enabled\": false");
        assertThat(cli.run("schedules", "run", id).out()).matches("Job [-0-9a-f]{36} enqueued\n");
        assertThat(served.database()
                        .text("SELECT count(*) FROM ${schema}._ayb_jobs_all WHERE schedule_id = '" + id + "'"))
                .isEqualTo("1");
        assertDone(cli.run("schedules", "delete", id), id, "deleted");

        for (String word : new String[] {"get", "enable", "disable", "run", "delete"}) {
            assertRefused(cli.run("schedules", word, id), "schedule not found");
        }
    }

    @Test
    void what_a_schedule_can_not_be_is_refused() {
        create("taken");

        assertRefused(
                cli.run("schedules", "create", "--name", "taken", "--job-type", "t", "--cron", "@daily"),
                "schedule name already exists");
        assertRefused(
                cli.run("schedules", "create", "--name", "n", "--job-type", "t", "--cron", "* *"),
                "invalid cron expression");
        assertRefused(cli.run("schedules", "update", "x", "--enabled", "true"), "invalid schedule id format");
        assertWrong(cli.run("schedules", "create", "--name", "n", "--job-type", "t"), "--cron=EXPR");
        assertWrong(cli.run("schedules", "update", "x"), "say what to change, such as --cron or --enabled");
        assertWrong(cli.run("schedules", "update", "x", "--enabled", "yes"), "'yes' is not a boolean");
    }

    private static String create(String name, String... more) {
        String[] words = {"schedules", "create", "--name", name, "--job-type", "nobody", "--cron", "0 2 * * *"};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        Result result = cli.run(all);
        assertThat(result.out()).as(result.err()).matches("Schedule [-0-9a-f]{36} created\n");
        return result.out().substring(9, 45);
    }

    private static void assertDone(Result result, String id, String word) {
        assertThat(result).isEqualTo(new Result(0, "Schedule " + id + " " + word + "\n", ""));
    }

    private static void assertRefused(Result result, String message) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("ayb: " + message).hasLineCount(1).doesNotContain("{");
    }

    private static void assertWrong(Result result, String message) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("ayb: ").contains(message).hasLineCount(1);
    }
}
