package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.migrate.lock.Obstacle;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds and drops indexes while jobs are claimed and finished. That waits for every transaction that is open when it begins, and
 * no lock_timeout can be set for it behind a pooler; so it begins only when those have ended that were open at first.
 */
final class IndexBuild {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBuild.class);

    private static final Sql IS_VALID = Sql.of("""
            SELECT i.indisvalid AS valid
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?
            """);

    private final Database database;
    private final Instant since;

    /** One for each call that migrates. */
    IndexBuild(Database database) {
        this.database = database;
        this.since = database.now();
    }

    /** Builds it unless it is there; what a crash left of it is dropped first. Answers who has to be waited for. */
    Optional<Obstacle> build(Index index) {
        Optional<Boolean> valid = database.transaction(
                Mode.LOOK,
                tx -> tx.first(IS_VALID, List.of(database.schema().value(), index.name()), row -> row.flag("valid")));
        if (valid.orElse(false)) {
            return Optional.empty();
        }
        Optional<Obstacle> open = database.transaction(Mode.LOOK, tx -> Obstacle.openSince(tx, since));
        if (open.isEmpty()) {
            LOG.info("building the index {} on {}", index.name(), index.table());
            drop(index.name());
            database.bare(index.create(database.schema()));
        }
        return open;
    }

    /** Drops it if it is there. */
    void drop(String index) {
        database.bare("DROP INDEX CONCURRENTLY IF EXISTS " + database.schema().quoted() + "." + index);
    }
}
