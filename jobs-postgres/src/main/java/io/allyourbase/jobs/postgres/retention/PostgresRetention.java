package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.port.Retention;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.migrate.identity.ReplicaIdentity;
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
        // First of all: where the database can't be reached, nothing else is tried.
        LocalDate firstKept = database.transaction(Mode.UPKEEP, tx -> firstKept(tx, keep));
        Chores.all(List.of(
                this::makePartitions,
                () -> ReplicaIdentity.complete(database),
                () -> Tally.compact(database),
                () -> GoneWorkers.forget(database),
                () -> GoneWorkers.fold(database),
                () -> drop(database.transaction(Mode.UPKEEP, tx -> before(firstKept, tx))),
                () -> database.transaction(Mode.UPKEEP, tx -> Tally.dropStray(tx, firstKept))));
    }

    private void makePartitions() {
        database.transaction(Mode.UPKEEP, tx -> {
            Partitions.make(tx);
            return true;
        });
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
}
