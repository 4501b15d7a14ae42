package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.postgres.admin.BulkMoves.Locked;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Database.Work;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** What operators do with many jobs at once: chosen, oldest first, and moved in one transaction. */
public final class PostgresBulk implements BulkActions {
    private final Database database;

    public PostgresBulk(Database database) {
        this.database = database;
    }

    private static final String WHERE = " WHERE" + Span.CONDITION + " AND ";
    private static final String OLDEST_FIRST = " ORDER BY id LIMIT ?";

    // The primary key.
    static final Sql COUNT_UNFINISHED =
            Sql.of("SELECT count(*) AS n FROM ${schema}._ayb_jobs" + WHERE + Filtering.CONDITIONS, "_ayb_jobs_pkey");

    // _ayb_jobs_history_problems, or the same by type.
    static final Sql COUNT_PROBLEMS = Sql.of(
            "SELECT count(*) AS n FROM ${schema}._ayb_jobs_history" + WHERE + Filtering.CONDITIONS
                    + " AND state <> 'completed'",
            "_ayb_jobs_history_problems");

    // _ayb_jobs_history_id.
    static final Sql COUNT_FINISHED = Sql.of(
            "SELECT count(*) AS n FROM ${schema}._ayb_jobs_history" + WHERE + Filtering.CONDITIONS,
            "_ayb_jobs_history_id");

    @Override
    public long count(JobFilter filter) {
        List<Sql> places = filter.state().map(PostgresBulk::places).orElse(List.of(COUNT_UNFINISHED, COUNT_FINISHED));
        return database.transaction(Mode.UPKEEP, transaction -> {
            long count = 0;
            for (Sql place : places) {
                count += transaction
                        .query(place, bounds(filter), row -> row.number("n"))
                        .get(0);
            }
            return count;
        });
    }

    private static List<Sql> places(JobState state) {
        return switch (state) {
            case QUEUED, RUNNING -> List.of(COUNT_UNFINISHED);
            case FAILED, CANCELED -> List.of(COUNT_PROBLEMS);
            case COMPLETED -> List.of(COUNT_FINISHED);
        };
    }

    // _ayb_jobs_history_problems, from its oldest end.
    static final Sql CHOOSE_FAILED = Sql.of(
            "SELECT id FROM ${schema}._ayb_jobs_history" + WHERE + Filtering.CONDITIONS
                    + " AND state <> 'completed' AND state = 'failed'" + OLDEST_FIRST,
            "_ayb_jobs_history_problems");

    @Override
    public int retry(JobFilter filter, int limit) {
        return BulkMoves.retry(database, choose(CHOOSE_FAILED, filter.state(JobState.FAILED), limit));
    }

    @Override
    public long countDelayed(JobFilter filter) {
        return DueNow.count(database, bounds(filter.state(JobState.QUEUED)));
    }

    @Override
    public int runNow(JobFilter filter, int limit) {
        return DueNow.many(database, limited(filter.state(JobState.QUEUED), limit));
    }

    // The primary key, from its oldest end.
    static final Sql CHOOSE_QUEUED = Sql.of(
            "SELECT id FROM ${schema}._ayb_jobs" + WHERE + Filtering.CONDITIONS + OLDEST_FIRST, "_ayb_jobs_pkey");

    @Override
    public int cancel(JobFilter filter, int limit) {
        return BulkMoves.cancel(database, choose(CHOOSE_QUEUED, filter.state(JobState.QUEUED), limit));
    }

    private static final String UNASKED = " AND cancel_asked_at IS NULL";

    // The primary key.
    static final Sql COUNT_UNASKED = Sql.of(
            "SELECT count(*) AS n FROM ${schema}._ayb_jobs" + WHERE + Filtering.CONDITIONS + UNASKED, "_ayb_jobs_pkey");

    @Override
    public long countUnasked(JobFilter filter) {
        return database.transaction(
                Mode.UPKEEP,
                transaction -> transaction
                        .query(COUNT_UNASKED, bounds(filter.anyState()), row -> row.number("n"))
                        .get(0));
    }

    // The primary key, from its oldest end. What is locked is being claimed, renewed or ended, in any order: to
    // wait for it could stop both.
    static final Sql CHOOSE_UNASKED = Sql.of(
            "SELECT id, state FROM ${schema}._ayb_jobs" + WHERE + Filtering.CONDITIONS + UNASKED + OLDEST_FIRST
                    + " FOR UPDATE SKIP LOCKED",
            "_ayb_jobs_pkey");

    @Override
    public int askCancel(JobFilter filter, int limit) {
        List<Object> parameters = limited(filter.anyState(), limit);
        return BulkMoves.askCancel(
                database, transaction -> transaction.query(CHOOSE_UNASKED, parameters, Locked::read));
    }

    private static Work<List<JobId>> choose(Sql sql, JobFilter filter, int limit) {
        List<Object> parameters = limited(filter, limit);
        return transaction -> transaction.query(sql, parameters, row -> new JobId(row.uuid("id")));
    }

    private static List<Object> limited(JobFilter filter, int limit) {
        List<Object> parameters = new ArrayList<>(bounds(filter));
        parameters.add(BulkActions.checkLimit(limit));
        return parameters;
    }

    private static List<Object> bounds(JobFilter filter) {
        List<Object> parameters = new ArrayList<>(Span.of(filter).values());
        parameters.addAll(Filtering.parts(filter));
        return parameters;
    }
}
