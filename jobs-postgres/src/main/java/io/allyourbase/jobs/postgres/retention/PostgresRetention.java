package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.port.Retention;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the history's partitions for the days to come, drops those whose jobs need not be kept, and keeps small the tables
 * that are read whole.
 */
public final class PostgresRetention implements Retention {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRetention.class);

    private final Database database;
    private final CutOff cutOff;
    private final LeavingDay leaving;
    private volatile boolean isHeldUp;

    public PostgresRetention(Database database) {
        this.database = database;
        this.cutOff = new CutOff(database, new Random());
        this.leaving = new LeavingDay(database);
    }

    @Override
    public void sweep(Duration keep) {
        database.transaction(Mode.UPKEEP, tx -> {
            Partitions.make(tx);
            return true;
        });
        compact();
        forget();
        fold();
        LocalDate firstKept = database.transaction(Mode.UPKEEP, tx -> firstKept(tx, keep));
        drop(database.transaction(Mode.UPKEEP, tx -> before(firstKept, tx)));
        database.transaction(Mode.UPKEEP, tx -> dropStrayTally(tx, firstKept));
    }

    /** Drops them, one after the other, unless others hold one. */
    private void drop(List<LocalDate> days) {
        try {
            // First what a sweep has left that did not end.
            boolean areGone = leaving.drop() && days.stream().allMatch(day -> cutOff.cut(day) && leaving.drop());
            if (areGone) {
                isHeldUp = false;
            }
        } catch (Contended e) {
            if (!isHeldUp) {
                LOG.warn("old jobs stay: others use the history all the while; tried again every few minutes");
            }
            isHeldUp = true;
        }
    }

    private static final Sql OLDEST_KEPT = Sql.of("SELECT now() - ? * interval '1 microsecond' AS oldest");

    private static LocalDate firstKept(Transaction tx, Duration keep) throws SQLException {
        Instant oldest = tx.first(OLDEST_KEPT, List.of(keep), row -> row.instant("oldest"))
                .orElseThrow();
        return LocalDate.ofInstant(oldest, ZoneOffset.UTC);
    }

    private static List<LocalDate> before(LocalDate firstKept, Transaction tx) throws SQLException {
        return Partitions.existing(tx).stream()
                .filter(day -> day.isBefore(firstKept))
                .toList();
    }

    // The tally is small.
    static final Sql DROP_STRAY_TALLY = Sql.of("""
            DELETE FROM ${schema}._ayb_jobs_tally WHERE day < ?::date AND day <> ALL(?::date[])
            """);

    /**
     * Drops what is told of days that are gone. The drop of a day can't see what others have not committed by then: a sum
     * of its counts, or a retry's.
     */
    private static int dropStrayTally(Transaction tx, LocalDate firstKept) throws SQLException {
        Column existing = Column.texts(Partitions.existing(tx), LocalDate::toString);
        return tx.update(DROP_STRAY_TALLY, List.of(firstKept.toString(), existing));
    }

    // The tally is read whole: compacting is what keeps it small.
    static final Sql COMPACT = Sql.of("""
            WITH rows AS MATERIALIZED (
                SELECT ctid AS at FROM ${schema}._ayb_jobs_tally FOR UPDATE SKIP LOCKED
            ), taken AS (
                DELETE FROM ${schema}._ayb_jobs_tally WHERE ctid = ANY(ARRAY(SELECT at FROM rows)) RETURNING *
            )
            INSERT INTO ${schema}._ayb_jobs_tally (day, state, n)
            SELECT day, state, sum(n) FROM taken GROUP BY day, state
            """);

    private void compact() {
        database.transaction(Mode.UPKEEP, tx -> tx.update(COMPACT, List.of()));
    }

    // The workers are few: those that are gone are found by reading them all.
    static final Sql FORGET = Sql.of("""
            DELETE FROM ${schema}._ayb_jobs_workers WHERE seen_at < now() - interval '1 day'
            """);

    /** Forgets workers that have not been seen for a day. */
    private void forget() {
        database.transaction(Mode.UPKEEP, tx -> tx.update(FORGET, List.of()));
    }

    // The counts and the workers are few. A worker that stood still for a day, was forgotten, and went on would be
    // counted twice.
    static final Sql FOLD = Sql.of("""
            WITH gone AS (
                DELETE FROM ${schema}._ayb_jobs_counts AS one
                WHERE worker_id <> '' AND NOT EXISTS (
                    SELECT 1 FROM ${schema}._ayb_jobs_workers AS worker WHERE worker.worker_id = one.worker_id)
                RETURNING *
            )
            INSERT INTO ${schema}._ayb_jobs_counts AS total
                (worker_id, leases_lost, stale_writes_refused, duplicate_executions)
            SELECT '', sum(leases_lost), sum(stale_writes_refused), sum(duplicate_executions) FROM gone HAVING count(*) > 0
            ON CONFLICT (worker_id) DO UPDATE
            SET leases_lost = total.leases_lost + excluded.leases_lost,
                stale_writes_refused = total.stale_writes_refused + excluded.stale_writes_refused,
                duplicate_executions = total.duplicate_executions + excluded.duplicate_executions
            """);

    /** Adds up what workers counted that are gone. */
    private void fold() {
        database.transaction(Mode.UPKEEP, tx -> tx.update(FOLD, List.of()));
    }
}
