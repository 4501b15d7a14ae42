package io.allyourbase.jobs.postgres.enqueue;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.port.JobQueue;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.notify.Hints;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes jobs in: in a transaction of its own, or in the caller's. */
public final class PostgresQueue implements JobQueue {
    private final Database database;
    private final JobIds ids;
    private final Hints hints;

    public PostgresQueue(Database database, JobIds ids, Hints hints) {
        this.database = database;
        this.ids = ids;
        this.hints = hints;
    }

    @Override
    public List<Enqueued> enqueueAll(List<NewJob> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = Entry.of(jobs, ids);
        boolean isFresh = entries.stream().allMatch(Entry::isFresh);
        if (isFresh && entries.size() == 1 && hints.mayCome()) {
            return enqueueAndHint(entries.get(0));
        }
        List<Enqueued> answers = isFresh
                ? database.statement(statement -> FreshInsertion.into(statement, entries))
                : database.transaction(Mode.ENGINE, transaction -> Insertion.into(transaction, entries));
        hints.hint(Entry.queuesDueNow(entries, answers));
        return answers;
    }

    private List<Enqueued> enqueueAndHint(Entry entry) {
        List<Enqueued> answers = database.statement(statement -> FreshInsertion.intoWithHint(statement, entry));
        hints.tellOwn(Entry.queuesDueNow(List.of(entry), answers));
        return answers;
    }

    /**
     * Enqueues in the transaction that the connection is in: the jobs are there once the caller commits.
     *
     * @throws InvalidInput when the connection is in autocommit mode; when a job has an id of the caller's own and the
     *     transaction is not {@code READ COMMITTED}
     */
    public static List<Enqueued> enqueueAll(Connection connection, SchemaName schema, List<NewJob> jobs, JobIds ids) {
        List<Entry> entries = Entry.of(jobs, ids);
        return jobs.isEmpty()
                ? List.of()
                : Database.within(connection, schema, transaction -> within(transaction, entries));
    }

    private static List<Enqueued> within(Transaction transaction, List<Entry> entries) throws SQLException {
        if (entries.stream().anyMatch(Entry::hasOwnId)) {
            checkSeesEnded(transaction);
        }
        List<Enqueued> answers = entries.stream().allMatch(Entry::isFresh)
                ? FreshInsertion.into(transaction, entries)
                : Insertion.into(transaction, entries);
        Channel.hint(transaction, List.copyOf(Entry.queuesDueNow(entries, answers)));
        return answers;
    }

    // Reads no table.
    private static final Sql ISOLATION = Sql.of("SELECT current_setting('transaction_isolation') AS level");

    /** One that looks as of its start would make a job again that ended since. */
    private static void checkSeesEnded(Transaction transaction) throws SQLException {
        String level = transaction
                .first(ISOLATION, List.of(), row -> row.text("level"))
                .orElseThrow();
        if (!level.startsWith("read ")) {
            throw new InvalidInput(
                    "connection",
                    "is in a " + level + " transaction; a job with an id of its own needs one that is read committed");
        }
    }
}
