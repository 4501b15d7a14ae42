package io.allyourbase.jobs.postgres.migrate.identity;

import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which of its indexes a partition's rows are told apart. Where a publication has none to go by, Postgres refuses to
 * delete: no job could be retried. A partition does not inherit it.
 */
public final class ReplicaIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaIdentity.class);
    /** Longer than those that finish jobs take, and short for those that queue behind it. */
    private static final Duration WAIT = Duration.ofMillis(50);

    // Serves the planner's catalogs, not a table of ours. What a host has set by itself, FULL or NOTHING, stays.
    private static final Sql LACKING = Sql.of("""
            SELECT format('ALTER TABLE %I.%I REPLICA IDENTITY USING INDEX %I', nspname, part.relname, own.relname) AS remedy
            FROM pg_inherits AS attached
            JOIN pg_index ON indexrelid = attached.inhrelid
            JOIN pg_class AS own ON own.oid = indexrelid
            JOIN pg_class AS part ON part.oid = indrelid
            JOIN pg_namespace AS place ON place.oid = part.relnamespace
            WHERE attached.inhparent = to_regclass('${schema}._ayb_jobs_history_id')
              AND indisunique AND indisvalid AND part.relkind = 'r' AND part.relreplident IN ('d', 'i')
              AND NOT EXISTS (
                  SELECT 1 FROM pg_index AS other
                  WHERE other.indrelid = part.oid AND (other.indisreplident OR other.indisprimary))
            ORDER BY part.relname DESC
            """);

    private ReplicaIdentity() {}

    /** The statements that give it to a new partition, before that is one. */
    public static String of(String partition) {
        String index = partition + "_id";
        return "CREATE UNIQUE INDEX " + index + " ON " + partition + " (id, finished_at); ALTER TABLE " + partition
                + " REPLICA IDENTITY USING INDEX " + index;
    }

    /**
     * Gives it to the partitions that lack it, for they are older, or a program made them that does not know of it. One
     * that others use for longer than a moment is left to the next time; one may be dropped meanwhile.
     */
    public static void complete(Database database) {
        List<String> remedies = database.transaction(
                Mode.UPKEEP, transaction -> transaction.query(LACKING, List.of(), row -> row.text("remedy")));
        for (String remedy : remedies) {
            try {
                database.transaction(Mode.UPKEEP, transaction -> {
                    transaction.script("SET LOCAL lock_timeout = " + WAIT.toMillis() + "; " + remedy);
                    return true;
                });
            } catch (Contended | NotMigrated e) {
                LOG.debug("a partition keeps its rows undeletable where they are published: {}", e.getMessage());
            }
        }
    }
}
