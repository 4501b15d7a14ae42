package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;

/** What workers leave behind that are gone. */
final class GoneWorkers {
    private GoneWorkers() {}

    // The workers are few: those that are gone are found by reading them all.
    static final Sql FORGET = Sql.of("""
            DELETE FROM ${schema}._ayb_jobs_workers WHERE seen_at < now() - interval '1 day'
            """);

    /** Forgets workers that have not been seen for a day. */
    static void forget(Database database) {
        database.transaction(Mode.UPKEEP, tx -> tx.update(FORGET, List.of()));
    }

    // The counts and the workers are few. A worker that stood still for a day, was forgotten, and went on would be
    // counted twice.
    static final Sql FOLD = Sql.of("""
            WITH gone AS (
                DELETE FROM ${schema}._ayb_jobs_counts AS one
                WHERE worker_id <> '' AND NOT EXISTS (
                    SELECT 1 FROM ${schema}._ayb_jobs_workers AS worker WHERE worker.worker_id = one.worker_id)
                RETURNING *
            )
            INSERT INTO ${schema}._ayb_jobs_counts AS total
                (worker_id, leases_lost, stale_writes_refused, duplicate_executions)
            SELECT '', sum(leases_lost), sum(stale_writes_refused), sum(duplicate_executions) FROM gone HAVING count(*) > 0
            ON CONFLICT (worker_id) DO UPDATE
            SET leases_lost = total.leases_lost + excluded.leases_lost,
                stale_writes_refused = total.stale_writes_refused + excluded.stale_writes_refused,
                duplicate_executions = total.duplicate_executions + excluded.duplicate_executions
            """);

    /** Adds up what workers counted that are gone. */
    static void fold(Database database) {
        database.transaction(Mode.UPKEEP, tx -> tx.update(FOLD, List.of()));
    }
}
