package io.allyourbase.jobs.postgres.enqueue;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inserts jobs that may be there already, by id or by key; a thousand to a statement. */
final class Insertion {
    private static final int CHUNK = 1_000;

    private Insertion() {}

    static List<Enqueued> into(Transaction transaction, List<Entry> entries) throws SQLException {
        Map<Entry.Key, JobId> owners = Keys.claim(transaction, entries);
        List<Entry> fresh = entries.stream()
                .filter(entry -> owner(owners, entry).equals(entry.id()))
                .toList();
        Set<JobId> created = new HashSet<>();
        for (int from = 0; from < fresh.size(); from += CHUNK) {
            created.addAll(insert(transaction, fresh.subList(from, Math.min(fresh.size(), from + CHUNK))));
        }
        created.removeAll(endedBefore(transaction, fresh, created));
        Keys.giveUp(
                transaction,
                fresh.stream().filter(entry -> !created.contains(entry.id())).toList());
        return answers(entries, owners, created);
    }

    private static List<Enqueued> answers(List<Entry> entries, Map<Entry.Key, JobId> owners, Set<JobId> created) {
        List<Enqueued> answers = new ArrayList<>();
        for (Entry entry : entries) {
            JobId id = owner(owners, entry);
            // Only the first of two entries of one id made it.
            boolean isNew = id.equals(entry.id()) && created.remove(id);
            answers.add(isNew ? new Enqueued.Created(id) : new Enqueued.Duplicate(id));
        }
        return answers;
    }

    private static JobId owner(Map<Entry.Key, JobId> owners, Entry entry) {
        return entry.key().map(owners::get).orElse(entry.id());
    }

    // Conflicts are found by the primary key.
    static final Sql INSERT = Sql.of("""
            INSERT INTO ${schema}._ayb_jobs (
            """ + JobRow.COMMON + """
            )
            SELECT id, type, queue, priority, payload::json, 'queued',
                   coalesce(run_at, now() + delay * interval '1 microsecond'), 0, max_attempts, 0, now(), now(),
                   NULL, NULL, key, NULL, NULL, '[]', NULL
            FROM unnest(?, ?, ?, ?::bigint[], ?, ?, ?::bigint[], ?::bigint[], ?)
                AS job(id, type, queue, priority, payload, run_at, delay, max_attempts, key)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """);

    private static List<JobId> insert(Transaction transaction, List<Entry> entries) throws SQLException {
        List<Column> columns = List.of(
                Column.uuids(entries, entry -> entry.id().value()),
                Column.texts(entries, entry -> entry.job().type().value()),
                Column.texts(entries, entry -> entry.job().queue().value()),
                Column.numbers(entries, entry -> (long) entry.job().priority()),
                Column.texts(entries, entry -> entry.job().payload().json()),
                Column.maybeInstants(entries, Entry::runAt),
                Column.numbers(entries, entry -> Transaction.micros(entry.delay())),
                Column.numbers(entries, entry -> (long) entry.job().maxAttempts()),
                Column.maybeTexts(entries, entry -> entry.job().idempotencyKey()));
        return transaction.query(INSERT, columns, row -> new JobId(row.uuid("id")));
    }

    // _ayb_jobs_history_id. Asked after the insert, with the ids' rows held: a job that was still queued or running
    // would have been met there, so one that is found here ended before.
    static final Sql DELETE_ENDED = Sql.of("""
            DELETE FROM ${schema}._ayb_jobs
            WHERE id = ANY(ARRAY(SELECT id FROM ${schema}._ayb_jobs_history WHERE id = ANY(?)))
            RETURNING id
            """, "_ayb_jobs_history_id");

    private static List<JobId> endedBefore(Transaction transaction, List<Entry> entries, Set<JobId> created)
            throws SQLException {
        List<JobId> own = entries.stream()
                .filter(entry -> entry.hasOwnId() && created.contains(entry.id()))
                .map(Entry::id)
                .toList();
        return own.isEmpty()
                ? List.of()
                : transaction.query(
                        DELETE_ENDED, List.of(Column.uuids(own, JobId::value)), row -> new JobId(row.uuid("id")));
    }
}
