package io.allyourbase.jobs.postgres.enqueue;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which job each idempotency key names. */
final class Keys {
    private Keys() {}

    // Conflicts are found by the primary key of _ayb_jobs_keys; one that another transaction is inserting is waited
    // for.
    static final Sql CLAIM = Sql.of("""
            INSERT INTO ${schema}._ayb_jobs_keys (type, idempotency_key, job_id)
            SELECT type, key, id FROM unnest(?::text[], ?::text[], ?::uuid[]) AS entry(type, key, id)
            ON CONFLICT DO NOTHING
            RETURNING type, idempotency_key, job_id
            """);

    // The primary key of _ayb_jobs_keys. A statement of its own: it sees what the conflict waited for.
    static final Sql FIND = Sql.of("""
            SELECT type, idempotency_key, job_id FROM ${schema}._ayb_jobs_keys
            WHERE type = ANY(?) AND idempotency_key = ANY(?)
            """, "_ayb_jobs_keys_pkey");

    /** Gives each key that names no job to the first entry that has it; answers the job of every key. */
    static Map<Entry.Key, JobId> claim(Transaction transaction, List<Entry> entries) throws SQLException {
        Map<Entry.Key, JobId> wanted = new TreeMap<>();
        entries.forEach(entry -> entry.key().ifPresent(key -> wanted.putIfAbsent(key, entry.id())));
        Map<Entry.Key, JobId> owners = new HashMap<>();
        // Again for a key that retention dropped between the two statements.
        while (!wanted.isEmpty()) {
            List<Map.Entry<Entry.Key, JobId>> open = new ArrayList<>(wanted.entrySet());
            Column types = Column.texts(open, entry -> entry.getKey().type());
            Column keys = Column.texts(open, entry -> entry.getKey().key());
            Column ids = Column.uuids(open, entry -> entry.getValue().value());
            found(transaction, CLAIM, List.of(types, keys, ids), owners);
            wanted.keySet().removeAll(owners.keySet());
            if (!wanted.isEmpty()) {
                found(transaction, FIND, List.of(types, keys), owners);
                wanted.keySet().removeAll(owners.keySet());
            }
        }
        return owners;
    }

    // The primary key of _ayb_jobs_keys.
    static final Sql GIVE_UP = Sql.of("""
            DELETE FROM ${schema}._ayb_jobs_keys AS key USING unnest(?::text[], ?::text[], ?::uuid[]) AS entry(type, key, id)
            WHERE key.type = entry.type AND key.idempotency_key = entry.key AND key.job_id = entry.id
              AND NOT EXISTS (SELECT 1 FROM ${schema}._ayb_jobs_all AS job
                              WHERE job.id = entry.id AND job.type = entry.type AND job.idempotency_key = entry.key)
            """, "_ayb_jobs_keys_pkey");

    /** Takes keys back from entries whose id was another job's already. */
    static void giveUp(Transaction transaction, List<Entry> refused) throws SQLException {
        List<Entry> keyed =
                refused.stream().filter(entry -> entry.key().isPresent()).toList();
        if (!keyed.isEmpty()) {
            Column types = Column.texts(keyed, entry -> entry.job().type().value());
            Column keys = Column.maybeTexts(keyed, entry -> entry.job().idempotencyKey());
            Column ids = Column.uuids(keyed, entry -> entry.id().value());
            transaction.update(GIVE_UP, List.of(types, keys, ids));
        }
    }

    private static void found(Transaction transaction, Sql sql, List<Column> columns, Map<Entry.Key, JobId> owners)
            throws SQLException {
        transaction.query(
                sql,
                columns,
                row -> owners.put(
                        new Entry.Key(row.text("type"), row.text("idempotency_key")), new JobId(row.uuid("job_id"))));
    }
}
