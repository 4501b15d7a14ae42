package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.migrate.lock.Moment;
import io.allyourbase.jobs.postgres.migrate.lock.Obstacle;
import io.allyourbase.jobs.postgres.migrate.lock.Turn;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a migration whose statements don't belong in one transaction. */
final class Steps {
    private static final Pattern DROP = Pattern.compile("DROP INDEX CONCURRENTLY IF EXISTS (?<name>\\w+)");

    private final Database database;
    private final IndexBuild indexes;

    Steps(Database database, IndexBuild indexes) {
        this.database = database;
        this.indexes = indexes;
    }

    /**
     * Runs each statement on a connection of its own, and the last, which records the version, in the transaction that
     * has the turn: were that lost meanwhile, nothing would be recorded. Answers what stands in the way.
     */
    Optional<Obstacle> run(Transaction turn, Migration migration) throws SQLException {
        Turn.keep(turn);
        List<String> statements = migration.statements();
        int last = statements.size() - 1;
        for (String statement : statements.subList(0, last)) {
            Optional<Obstacle> obstacle = step(statement);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        turn.script(statements.get(last));
        return Optional.empty();
    }

    private Optional<Obstacle> step(String statement) {
        Optional<Index> index = Index.of(statement);
        if (index.isPresent()) {
            return indexes.build(index.get());
        }
        Matcher drop = DROP.matcher(statement);
        if (drop.matches()) {
            indexes.drop(drop.group("name"));
            return Optional.empty();
        }
        return database.transaction(Mode.PLAIN, transaction -> {
            transaction.script("SET LOCAL lock_timeout = " + Moment.LENGTH.toMillis());
            transaction.script(statement);
            return Optional.empty();
        });
    }
}
