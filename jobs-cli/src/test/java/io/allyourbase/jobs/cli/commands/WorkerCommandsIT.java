package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerCommandsIT {
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
    void lists_who_is_at_work_in_each_form() {
        // Heard of in a while, so that it is there however slow this machine is.
        served.database().execute("""
                INSERT INTO ${schema}._ayb_jobs_workers (worker_id, queues, types, concurrency, started_at, seen_at)
                VALUES ('here-1', '{default,bulk}', '{mail,invoice}', 8, now() - interval '2 hours 1 min',
                        now() + interval '10 min'),
                       ('gone-1', '{default}', '{mail}', 8, now(), now() - interval '1 hour')
                """);

        // The server's own worker may be there too.
        assertThat(cli.run("workers", "list").out().lines())
                .anyMatch(head -> head.matches("WORKER +RUNS +AT MOST +STARTED +HEARD OF +QUEUES +TYPES"))
                .anyMatch(row -> row.matches("here-1 +0 +8 +2 h ago +in \\d+ min +bulk, default +invoice, mail"))
                .noneMatch(row -> row.contains("gone-1"));
        assertThat(cli.run("workers", "list", "--json").out())
                .contains("\"workerId\": \"here-1\"")
                .doesNotContain("gone-1");
        assertThat(cli.run("workers", "list", "--output", "csv").out())
                .startsWith("workerId,running,concurrency,startedAt,seenAt,queues,types")
                .contains("here-1,0,8,");
    }
}
