package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Database.Work;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;
import java.util.List;

/** Moves many jobs as {@link JobMoves} does one, and only counts them: together they may be larger than memory. */
final class BulkMoves {
    private BulkMoves() {}

    // _ayb_jobs_history_id.
    static final Sql RETRY = Sql.of(JobMoves.TO_QUEUED + "RETURNING queue", "_ayb_jobs_history_id");

    /** Retries those of the chosen that have failed. */
    static int retry(Database database, Work<List<JobId>> chosen) {
        return database.transaction(Mode.UPKEEP, transaction -> {
            Column ids = Column.uuids(chosen.in(transaction), JobId::value);
            List<String> queues = transaction.query(RETRY, List.of(ids), row -> row.text("queue"));
            Channel.hint(transaction, queues.stream().distinct().toList());
            return queues.size();
        });
    }

    // The primary key of _ayb_jobs.
    static final Sql CANCEL = Sql.of(JobMoves.TO_CANCELED, "_ayb_jobs_pkey");

    /** Withdraws those of the chosen that are queued. */
    static int cancel(Database database, Work<List<JobId>> chosen) {
        return Partitions.transaction(database, Mode.UPKEEP, transaction -> {
            Column ids = Column.uuids(chosen.in(transaction), JobId::value);
            return transaction.update(CANCEL, List.of(ids));
        });
    }

    /** A job that can't go from one state to another before the transaction ends. */
    record Locked(JobId id, JobState state) {
        static Locked read(Row row) throws SQLException {
            return new Locked(
                    new JobId(row.uuid("id")), JobState.parse(row.text("state")).orElseThrow());
        }
    }

    // The primary key of _ayb_jobs.
    static final Sql ASK = Sql.of(JobMoves.TO_ASKED, "_ayb_jobs_pkey");

    /** Withdraws those of the chosen that are queued, and asks the runs of the others to end. */
    static int askCancel(Database database, Work<List<Locked>> chosen) {
        return Partitions.transaction(database, Mode.UPKEEP, transaction -> {
            List<Locked> locked = chosen.in(transaction);
            int canceled = transaction.update(CANCEL, List.of(in(JobState.QUEUED, locked)));
            return canceled + transaction.update(ASK, List.of(in(JobState.RUNNING, locked)));
        });
    }

    private static Column in(JobState state, List<Locked> jobs) {
        return Column.uuids(
                jobs.stream()
                        .filter(job -> job.state() == state)
                        .map(Locked::id)
                        .toList(),
                JobId::value);
    }
}
