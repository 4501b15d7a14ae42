package io.allyourbase.jobs.postgres.outcome;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.row.FailedRunsJson;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Planned;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes outcomes in batches, and only those whose fence is still the job's own. */
public final class PostgresOutcomes implements Outcomes {
    private static final int CHUNK = 100;

    private final Database database;

    public PostgresOutcomes(Database database) {
        this.database = database;
    }

    /** What writing asks, to be explained. */
    public static List<Planned> plans() {
        return List.of(
                new Planned("the end of many runs alike", END_ALIKE),
                new Planned("the end of a run", END),
                new Planned("the giving back of a job", GIVE_BACK));
    }

    @Override
    public Map<JobId, JobState> write(List<RunOutcome> outcomes) {
        List<Ending> all = outcomes.stream().map(Ending::of).toList();
        Alike alike = Alike.of(all.stream().filter(Ending::mayEnd).toList());
        List<Ending> mayGoBack = all.stream().filter(Ending::mayGoBack).toList();
        List<Database.Work<Map<JobId, JobState>>> statements = ending(alike);
        if (statements.size() == 1 && mayGoBack.isEmpty()) {
            return Partitions.statement(database, Mode.OUTCOMES, statements.get(0));
        }
        return Partitions.transaction(database, Mode.OUTCOMES, transaction -> {
            Map<JobId, JobState> written = new HashMap<>();
            for (Database.Work<Map<JobId, JobState>> statement : statements) {
                written.putAll(statement.in(transaction));
            }
            for (List<Ending> chunk : chunks(mayGoBack)) {
                written.putAll(giveBack(transaction, chunk));
            }
            for (List<Ending> chunk : chunks(refusedToGoBack(mayGoBack, written))) {
                written.putAll(end(transaction, chunk));
            }
            return written;
        });
    }

    private static List<Database.Work<Map<JobId, JobState>>> ending(Alike alike) {
        List<Database.Work<Map<JobId, JobState>>> statements = new ArrayList<>();
        alike.groups().forEach(group -> statements.add(transaction -> endAlike(transaction, group)));
        chunks(alike.others()).forEach(chunk -> statements.add(transaction -> end(transaction, chunk)));
        return statements;
    }

    /** Their jobs may have been asked to end, perhaps just now. */
    private static List<Ending> refusedToGoBack(List<Ending> endings, Map<JobId, JobState> written) {
        return endings.stream()
                .filter(ending -> !written.containsKey(new JobId(ending.job())))
                .toList();
    }

    /** Small, because each row looks through the arrays for its own. */
    private static List<List<Ending>> chunks(List<Ending> endings) {
        List<List<Ending>> chunks = new ArrayList<>();
        for (int from = 0; from < endings.size(); from += CHUNK) {
            chunks.add(endings.subList(from, Math.min(endings.size(), from + CHUNK)));
        }
        return chunks;
    }

    // The primary key of _ayb_jobs. The state is compared as an expression: as a bare column the planner may drive the
    // statement from the lease index. It answers with ids alone. A null has no type, so that the driver asks the server
    // for all types; where rows may be of any length it sends BEGIN, statement and COMMIT one by one from then on
    // (pgjdbc, QueryExecutorImpl.flushIfDeadlockRisk), and the jobs stay locked in between.
    static final Sql END_ALIKE = Sql.of("""
            WITH ended AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs
                WHERE id = ANY(?::uuid[]) AND state || '' = 'running' AND fence = ?
                RETURNING *
            ), moved AS (
                INSERT INTO ${schema}._ayb_jobs_history (
""" + JobRow.COMMON + """
            , finished_at, report)
                SELECT id, type, queue, priority, payload, ?, run_at, attempts, max_attempts, fence, created_at, now(),
                       last_error, last_run_at, idempotency_key, schedule_id, fire_time, failed_runs, worker_id,
                       now(), ?
                FROM ended
                RETURNING id, state
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (now() AT TIME ZONE 'UTC')::date, state, count(*) FROM moved GROUP BY state
            )
            SELECT id FROM moved
            """, "_ayb_jobs_pkey");

    static Map<JobId, JobState> endAlike(Transaction transaction, List<Ending> endings) throws SQLException {
        Ending first = endings.get(0);
        Column ids = Column.uuids(endings, Ending::job);
        List<Object> parameters =
                List.of(ids, first.fence().value(), first.state().word(), first.text());
        return transaction.query(END_ALIKE, parameters, row -> new JobId(row.uuid("id"))).stream()
                .collect(Collectors.toMap(job -> job, job -> first.state()));
    }

    // The primary key of _ayb_jobs, as above. Ids and fences are arrays: a join to unnest may scan the table, when its
    // statistics were taken while it was empty.
    static final Sql END = Sql.of("""
            WITH ended AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs
                WHERE id = ANY(?::uuid[]) AND state || '' = 'running'
                  AND fence = (?::bigint[])[array_position(?::uuid[], id)]
                  AND (cancel_asked_at IS NOT NULL
                       OR CASE (?::text[])[array_position(?::uuid[], id)]
                          WHEN 'fail' THEN attempts >= max_attempts WHEN 'give back' THEN false ELSE true END)
                RETURNING *
            ), told AS (
                SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[]) AS told(job, word, error)
            ), moved AS (
                INSERT INTO ${schema}._ayb_jobs_history (
""" + JobRow.COMMON + """
            , finished_at, report, cancel_asked_at)
                SELECT id, type, queue, priority, payload,
                       CASE WHEN ending = 'complete' THEN 'completed' WHEN ending LIKE 'fail%' THEN 'failed'
                       ELSE 'canceled' END,
                       run_at, attempts, max_attempts, fence, created_at, now(),
                       CASE WHEN word LIKE 'fail%' THEN coalesce(error, '') ELSE last_error END,
                       last_run_at, idempotency_key, schedule_id, fire_time,
                       CASE WHEN word LIKE 'fail%' THEN
            """ + FailedRunsJson.APPENDED + """
                       ELSE failed_runs END,
                       worker_id, now(), CASE WHEN word = 'complete' THEN error END,
                       CASE WHEN ending IN ('stop', 'give back') THEN cancel_asked_at END
                FROM ended JOIN told ON told.job = ended.id
                CROSS JOIN LATERAL (
                    SELECT CASE WHEN word = 'fail' AND attempts < max_attempts THEN 'stop' ELSE word END AS ending
                ) AS seen
                RETURNING id, state
            ), tallied AS (
                INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
                SELECT (now() AT TIME ZONE 'UTC')::date, state, count(*) FROM moved GROUP BY state
            )
            SELECT id, state FROM moved
            """, "_ayb_jobs_pkey");

    private static Map<JobId, JobState> end(Transaction transaction, List<Ending> endings) throws SQLException {
        Column ids = Column.uuids(endings, Ending::job);
        Column words = Column.texts(endings, Ending::word);
        Column texts = Column.maybeTexts(endings, Ending::text);
        Column fences = Column.numbers(endings, ending -> ending.fence().value());
        return written(transaction, END, List.of(ids, fences, ids, words, ids, ids, words, texts));
    }

    // The primary key of _ayb_jobs, as above.
    static final Sql GIVE_BACK = Sql.of("""
            UPDATE ${schema}._ayb_jobs AS job
            SET state = 'queued', updated_at = now(), lease_until = NULL,
                run_at = now() + (?::bigint[])[array_position(?::uuid[], id)] * interval '1 microsecond',
                attempts = CASE (?::text[])[array_position(?::uuid[], id)]
                           WHEN 'fail' THEN attempts ELSE greatest(0, attempts - 1) END,
                last_error = CASE (?::text[])[array_position(?::uuid[], id)]
                             WHEN 'fail' THEN coalesce((?::text[])[array_position(?::uuid[], id)], '') ELSE last_error END,
                failed_runs = CASE (?::text[])[array_position(?::uuid[], id)] WHEN 'fail' THEN
                    (SELECT
""" + FailedRunsJson.APPENDED + """
                     FROM (SELECT coalesce((?::text[])[array_position(?::uuid[], id)], '') AS error) AS told)
                    ELSE failed_runs END
            WHERE id = ANY(?::uuid[]) AND state || '' = 'running' AND cancel_asked_at IS NULL
              AND fence = (?::bigint[])[array_position(?::uuid[], id)]
              AND (attempts < max_attempts OR (?::text[])[array_position(?::uuid[], id)] <> 'fail')
            RETURNING id, state
            """, "_ayb_jobs_pkey");

    private static Map<JobId, JobState> giveBack(Transaction transaction, List<Ending> endings) throws SQLException {
        Column ids = Column.uuids(endings, Ending::job);
        Column words = Column.texts(endings, Ending::word);
        Column texts = Column.maybeTexts(endings, Ending::text);
        Column delays = Column.numbers(endings, ending -> Transaction.micros(ending.delay()));
        Column fences = Column.numbers(endings, ending -> ending.fence().value());
        return written(
                transaction,
                GIVE_BACK,
                List.of(
                        delays, ids, words, ids, words, ids, texts, ids, words, ids, texts, ids, ids, fences, ids,
                        words, ids));
    }

    private static Map<JobId, JobState> written(Transaction transaction, Sql sql, List<?> parameters)
            throws SQLException {
        Map<JobId, JobState> written = new HashMap<>();
        transaction.query(
                sql,
                parameters,
                row -> written.put(
                        new JobId(row.uuid("id")),
                        JobState.parse(row.text("state")).orElseThrow()));
        return written;
    }
}
