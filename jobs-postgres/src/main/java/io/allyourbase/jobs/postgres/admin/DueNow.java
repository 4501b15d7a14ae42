package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;
import java.util.Optional;

/** Makes queued jobs due now because an operator asks, where they are. */
final class DueNow {
    private DueNow() {}

    // The primary key of _ayb_jobs. One that is due is written too, as it was: only so is it known to be queued still
    // when others move it at the same time.
    static final Sql ONE = Sql.of("""
            UPDATE ${schema}._ayb_jobs
            SET run_at = least(run_at, now()), updated_at = CASE WHEN run_at > now() THEN now() ELSE updated_at END
            WHERE id = ANY(?) AND state || '' = 'queued'
            RETURNING
            """ + JobRow.OF_JOBS, "_ayb_jobs_pkey");

    /** Hints even when it was due already: a worker that looked just now passed over it. */
    static Optional<Job> one(Database database, JobId id) {
        return database.transaction(Mode.ENGINE, transaction -> {
            Optional<Job> due = transaction.first(ONE, List.of(Column.uuids(List.of(id), JobId::value)), JobRow::read);
            Channel.hint(
                    transaction, due.stream().map(job -> job.queue().value()).toList());
            return due;
        });
    }

    private static final String DELAYED =
            " WHERE" + Span.CONDITION + " AND " + Filtering.CONDITIONS + " AND run_at > now()";

    // The primary key.
    static final Sql COUNT = Sql.of("SELECT count(*) AS n FROM ${schema}._ayb_jobs" + DELAYED, "_ayb_jobs_pkey");

    /** @param bounds a filter's, with the state of jobs that are queued */
    static long count(Database database, List<Object> bounds) {
        return database.transaction(
                Mode.UPKEEP,
                transaction ->
                        transaction.query(COUNT, bounds, row -> row.number("n")).get(0));
    }

    // The primary key, from its oldest end. What is locked is another operator's, in any order: to wait for it could
    // stop both.
    static final Sql MANY = Sql.of("""
            WITH chosen AS MATERIALIZED (
                SELECT id FROM ${schema}._ayb_jobs
            """ + DELAYED + """
                 ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
            )
            UPDATE ${schema}._ayb_jobs SET run_at = now(), updated_at = now()
            WHERE id = ANY(ARRAY(SELECT id FROM chosen))
            RETURNING queue
            """, "_ayb_jobs_pkey");

    /** @param chosen as for {@link #count}, and the limit */
    static int many(Database database, List<Object> chosen) {
        return database.transaction(Mode.UPKEEP, transaction -> {
            List<String> queues = transaction.query(MANY, chosen, row -> row.text("queue"));
            Channel.hint(transaction, queues.stream().distinct().toList());
            return queues.size();
        });
    }
}
