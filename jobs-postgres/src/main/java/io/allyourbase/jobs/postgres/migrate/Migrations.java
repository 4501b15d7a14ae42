package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.migrate.identity.ReplicaIdentity;
import io.allyourbase.jobs.postgres.migrate.lock.Moment;
import io.allyourbase.jobs.postgres.migrate.lock.Obstacle;
import io.allyourbase.jobs.postgres.migrate.lock.Turn;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Brings a database's tables to the version that this program needs, while programs of this version and the one before
 * work on them. Any number of processes may migrate at once: one does the work, the others wait for it. Safe for use by
 * many threads.
 */
public final class Migrations {
    private static final int OLDEST_SERVER = 130_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Sql SERVER = Sql.of(
            "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name");

    private static final Sql SCHEMA_EXISTS = Sql.of("SELECT 1 FROM pg_namespace WHERE nspname = ?");

    private final Database database;
    private final List<Migration> files;
    private final Duration patience;

    private Migrations(Database database, List<Migration> files, Duration patience) {
        this.database = database;
        this.files = files;
        this.patience = patience;
    }

    /** The migrations of that schema. */
    public static Migrations of(DataSource dataSource, SchemaName schema) {
        return of(dataSource, schema, MigrationFiles.all());
    }

    static Migrations of(DataSource dataSource, SchemaName schema, List<Migration> files) {
        return new Migrations(new Database(dataSource, schema), files, PATIENCE);
    }

    /** The same, trying for that long while others stand in the way; a minute unless told otherwise. */
    public Migrations patience(Duration patience) {
        return new Migrations(database, files, patience);
    }

    /**
     * Applies what is missing, each version in a transaction of its own, and all of them in one where there are no tables
     * yet. Whoever claims or finishes jobs is held up for a second at most; where a lock is not had by then, it tries
     * again.
     *
     * @return the versions applied, oldest first; empty when there was nothing to do
     * @throws SchemaRefused when the server is older than Postgres 13, when the tables are of a newer program and don't
     *     serve this one, or when others stood in the way for too long
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    public List<Integer> migrate() {
        checkServer();
        Patience waiting = new Patience(database, patience, new Random());
        IndexBuild indexes = new IndexBuild(database);
        List<Integer> applied = new ArrayList<>();
        for (int found = served(); found < newest(); found = served()) {
            waiting.until(failure(files.get(found)), () -> advance(indexes, applied));
        }
        if (served() == newest()) {
            waiting.until(
                    "the history's indexes could not be completed within %s",
                    () -> new HistoryIndexes(database, indexes).complete());
        }
        waiting.until("the history's partitions could not be made within %s", this::makePartitions);
        ReplicaIdentity.complete(database);
        return List.copyOf(applied);
    }

    /**
     * Why this program can't work on the tables, and what to do, in one line; empty when it can.
     *
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    public Optional<String> problem() {
        return database.transaction(Mode.UPKEEP, SchemaVersion::of).problem(database.schema(), newest());
    }

    /**
     * Does nothing when this program can work on the tables.
     *
     * @throws SchemaRefused when it can't
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    public void check() {
        problem().ifPresent(problem -> {
            throw new SchemaRefused(problem);
        });
    }

    /** All of it as one script, for a schema that has none of it yet. */
    public static String print(SchemaName schema) {
        StringBuilder script = new StringBuilder();
        if (!schema.equals(SchemaName.PUBLIC)) {
            script.append("CREATE SCHEMA IF NOT EXISTS ")
                    .append(schema.quoted())
                    .append(";\n");
            script.append("SET search_path TO ").append(schema.quoted()).append(";\n\n");
        }
        MigrationFiles.all().forEach(file -> script.append(file.forNewSchema()));
        return script.toString();
    }

    private int newest() {
        return files.size();
    }

    private String failure(Migration next) {
        return "the job tables in schema \"" + database.schema().value().replace("%", "%%")
                + "\" could not be brought to version " + next.version() + " within %s, and "
                + (next.isStepwise() ? "the next try goes on where this one ended" : "nothing was changed");
    }

    /** The version found, which serves this program or is older. */
    private int served() {
        SchemaVersion found = database.transaction(Mode.LOOK, SchemaVersion::of);
        if (found.serves() > newest()) {
            throw new SchemaRefused(found.problem(database.schema(), newest()).orElseThrow());
        }
        return found.number();
    }

    /** What one attempt did. */
    private record Advance(List<Integer> applied, Optional<Obstacle> obstacle) {}

    private Optional<Obstacle> advance(IndexBuild indexes, List<Integer> applied) {
        Advance advance = database.transaction(Mode.PLAIN, transaction -> advance(transaction, indexes));
        applied.addAll(advance.applied());
        return advance.obstacle();
    }

    private Advance advance(Transaction transaction, IndexBuild indexes) throws SQLException {
        if (!Turn.take(transaction)) {
            return new Advance(List.of(), Optional.of(Obstacle.atTurn(transaction)));
        }
        int found = SchemaVersion.of(transaction).number();
        if (found == 0) {
            return new Advance(install(transaction), Optional.empty());
        }
        if (found >= newest()) {
            return new Advance(List.of(), Optional.empty());
        }
        if (HistoryIndexes.areMissing(transaction)) {
            // The next file may drop what an index of the file before takes the place of.
            return new Advance(List.of(), new HistoryIndexes(database, indexes).complete(transaction));
        }
        Migration next = files.get(found);
        if (!next.isStepwise()) {
            Moment.run(transaction, next.statements());
            return new Advance(List.of(next.version()), Optional.empty());
        }
        Optional<Obstacle> obstacle = new Steps(database, indexes).run(transaction, next);
        return new Advance(obstacle.isPresent() ? List.of() : List.of(next.version()), obstacle);
    }

    private List<Integer> install(Transaction transaction) throws SQLException {
        createSchema(transaction);
        for (Migration file : files) {
            transaction.script(file.forNewSchema());
        }
        Partitions.make(transaction);
        return IntStream.rangeClosed(1, newest()).boxed().toList();
    }

    private Optional<Obstacle> makePartitions() {
        return database.transaction(Mode.UPKEEP, transaction -> {
            Partitions.make(transaction);
            return Optional.empty();
        });
    }

    private void checkServer() {
        List<String> tooOld = database.transaction(
                Mode.LOOK,
                transaction -> transaction.query(
                        SERVER, List.of(), row -> row.integer("number") < OLDEST_SERVER ? row.text("name") : ""));
        if (!tooOld.get(0).isEmpty()) {
            throw new SchemaRefused("the server is Postgres " + tooOld.get(0) + "; Postgres 13 or newer is needed");
        }
    }

    private static void createSchema(Transaction transaction) throws SQLException {
        // Asked first: whoever may not create schemas may still use one that is there.
        if (transaction
                .first(SCHEMA_EXISTS, List.of(transaction.schema().value()), row -> true)
                .isEmpty()) {
            transaction.script("CREATE SCHEMA " + transaction.schema().quoted());
        }
    }
}
