package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Refusal;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;
import java.util.Optional;

/** What operators do with jobs. */
public final class PostgresAdmin implements JobAdmin {
    private final Database database;

    public PostgresAdmin(Database database) {
        this.database = database;
    }

    // The primary key of _ayb_jobs and _ayb_jobs_history_id. One statement, one snapshot: a job that ends meanwhile is
    // found in one place or the other.
    static final String BY_ID = """
            SELECT
            """ + JobRow.OF_JOBS + """
             FROM ${schema}._ayb_jobs WHERE id = ?
            UNION ALL SELECT
            """ + JobRow.OF_HISTORY + """
             FROM ${schema}._ayb_jobs_history WHERE id = ?
            """;

    static final Sql FIND = Sql.of(BY_ID, "_ayb_jobs_history_id");

    @Override
    public Optional<Job> find(JobId id) {
        return database.transaction(
                Mode.ENGINE, transaction -> transaction.first(FIND, List.of(id.value(), id.value()), JobRow::read));
    }

    @Override
    public Page list(JobFilter filter, PageRequest page) {
        return database.transaction(Mode.LISTING, transaction -> JobList.read(transaction, filter, page));
    }

    @Override
    public Optional<Decision> retry(JobId id) {
        return decision(id, JobMoves.retry(database, id));
    }

    @Override
    public Optional<Decision> runNow(JobId id) {
        return decision(id, DueNow.one(database, id));
    }

    @Override
    public Optional<Decision> cancel(JobId id) {
        return decision(id, JobMoves.cancel(database, id));
    }

    @Override
    public Optional<Decision> askCancel(JobId id) {
        return decision(id, JobMoves.askCancel(database, id));
    }

    private Optional<Decision> decision(JobId id, Optional<Job> moved) {
        return moved.<Decision>map(Decision.Moved::new)
                .or(() -> find(id).map(job -> new Decision.Refused(Refusal.WRONG_STATE)));
    }
}
