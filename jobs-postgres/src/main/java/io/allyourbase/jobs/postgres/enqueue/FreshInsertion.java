package io.allyourbase.jobs.postgres.enqueue;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import io.allyourbase.jobs.postgres.sql.copy.CopyText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Inserts jobs that can't be there yet, for their ids were just made: in one statement, whatever their number. */
final class FreshInsertion {
    /** From here on COPY is faster. */
    private static final int MANY = 20;

    private FreshInsertion() {}

    static List<Enqueued> into(Transaction transaction, List<Entry> entries) throws SQLException {
        if (entries.size() == 1) {
            insertOne(transaction, entries.get(0));
        } else if (entries.size() < MANY || !transaction.canCopy()) {
            insertFew(transaction, entries);
        } else {
            transaction.copy(COPY, entries, FreshInsertion::write);
        }
        return entries.stream()
                .<Enqueued>map(entry -> new Enqueued.Created(entry.id()))
                .toList();
    }

    private static final Sql INSERT_ONE = Sql.of("""
            INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                                             fence, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?::json, 'queued', coalesce(?::timestamptz, now()), 0, ?, 0, now(), now())
            """);

    private static void insertOne(Transaction transaction, Entry entry) throws SQLException {
        transaction.update(INSERT_ONE, values(entry));
    }

    private static List<Object> values(Entry entry) {
        return List.of(
                entry.id().value(),
                entry.job().type().value(),
                entry.job().queue().value(),
                entry.job().priority(),
                entry.job().payload().json(),
                entry.runAt(),
                entry.job().maxAttempts());
    }

    private static final Sql INSERT_ONE_AND_HINT = Sql.of("""
            WITH job AS (
                INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                                                 fence, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?::json, 'queued', coalesce(?::timestamptz, now()), 0, ?, 0, now(), now())
                RETURNING queue
            )
            SELECT pg_notify(?, queue) FROM job
            """);

    /** As one statement, which hints at the job's queue when it commits. */
    static List<Enqueued> intoWithHint(Transaction transaction, Entry entry) throws SQLException {
        List<Object> parameters = new ArrayList<>(values(entry));
        parameters.add(Channel.name(transaction.schema()));
        transaction.query(INSERT_ONE_AND_HINT, parameters, row -> true);
        return List.of(new Enqueued.Created(entry.id()));
    }

    private static final Sql INSERT_FEW = Sql.of("""
            INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                                             fence, created_at, updated_at)
            SELECT id, type, queue, priority, payload::json, 'queued', coalesce(run_at, now()), 0, max_attempts, 0,
                   now(), now()
            FROM unnest(?, ?, ?, ?::bigint[], ?, ?, ?::bigint[])
                AS job(id, type, queue, priority, payload, run_at, max_attempts)
            """);

    private static void insertFew(Transaction transaction, List<Entry> entries) throws SQLException {
        List<Column> columns = List.of(
                Column.uuids(entries, entry -> entry.id().value()),
                Column.texts(entries, entry -> entry.job().type().value()),
                Column.texts(entries, entry -> entry.job().queue().value()),
                Column.numbers(entries, entry -> (long) entry.job().priority()),
                Column.texts(entries, entry -> entry.job().payload().json()),
                Column.maybeInstants(entries, Entry::runAt),
                Column.numbers(entries, entry -> (long) entry.job().maxAttempts()));
        transaction.update(INSERT_FEW, columns);
    }

    private static final Sql COPY = Sql.of("""
            COPY ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence,
                                      created_at, updated_at) FROM STDIN
            """);

    /** Where a time is to be read, the text now means what the function does. */
    private static void write(Entry entry, CopyText row) {
        row.plain(entry.id()).text(entry.job().type().value());
        row.text(entry.job().queue().value()).plain(entry.job().priority());
        row.text(entry.job().payload().json()).plain("queued");
        row.plain(entry.runAt().<Object>map(at -> at).orElse("now")).plain(0);
        row.plain(entry.job().maxAttempts()).plain(0).plain("now").plain("now");
    }
}
