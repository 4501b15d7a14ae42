package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.commands.Cli.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Payloads as large as they may be, in more jobs than the memory of server and command has room for. */
class LargeJobsIT {
    @Test
    void more_than_memory_holds_are_listed_and_the_server_lives() {
        try (ServedDatabase served = new ServedDatabase(128, Map.of("AYB_JOBS_ENABLED", "true"))) {
            served.database().execute("""
                    INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts,
                        max_attempts, fence, created_at, updated_at)
                    SELECT gen_random_uuid(), 'nobody', 'default', 5, payload, 'queued', now(), 0, 4, 0, now(), now()
                    FROM generate_series(1, 150),
                         (SELECT to_json(left(string_agg(md5(n::text), ''), 1048574)) AS payload
                          FROM generate_series(1, 32768) AS n) AS large
                    """);

            Result list = served.cli().run("jobs", "list", "--type", "nobody", "--limit", "500");

            assertThat(list.err()).isEmpty();
            assertThat(list.out().lines()).hasSize(151);
            assertThat(served.cli().run("jobs", "stats").exitCode()).isZero();
        }
    }
}
