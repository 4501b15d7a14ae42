package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Brings a database's tables to the version that this program needs. Any number of processes may migrate at once: one
 * does the work, the others wait for it. Safe for use by many threads.
 */
public final class Migrations {
    private static final int OLDEST_SERVER = 130_000;

    private static final Sql SERVER = Sql.of(
            "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name");

    private static final Sql SCHEMA_EXISTS = Sql.of("SELECT 1 FROM pg_namespace WHERE nspname = ?");

    private static final Sql IS_MIGRATED = Sql.of("""
            SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = '_ayb_jobs_schema'
            """);

    private static final Sql VERSION =
            Sql.of("SELECT coalesce(max(version), 0) AS version FROM ${schema}._ayb_jobs_schema");

    private final Database database;

    private Migrations(Database database) {
        this.database = database;
    }

    /** The migrations of that schema. */
    public static Migrations of(DataSource dataSource, SchemaName schema) {
        return new Migrations(new Database(dataSource, schema));
    }

    /**
     * Applies what is missing, in one transaction: all of it or nothing.
     *
     * @return the versions applied, oldest first; empty when there was nothing to do
     * @throws SchemaRefused when the server is older than Postgres 13, or the tables are of a newer program
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    public List<Integer> migrate() {
        return database.transaction(Database.Mode.PLAIN, this::migrate);
    }

    /**
     * What is wrong with the tables, in one line; empty when they are of this program's version.
     *
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    public Optional<String> problem() {
        int found = database.transaction(Database.Mode.UPKEEP, Migrations::version);
        if (found == MigrationFiles.newest()) {
            return Optional.empty();
        }
        String has = found == 0 ? "there are no job tables" : "the job tables have version " + found;
        return Optional.of(has + ", but this program needs version " + MigrationFiles.newest() + " of them");
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
        for (int version = 1; version <= MigrationFiles.newest(); version++) {
            script.append(MigrationFiles.to(version));
        }
        return script.toString();
    }

    private List<Integer> migrate(Transaction transaction) throws SQLException {
        checkServer(transaction);
        Partitions.lock(transaction);
        createSchema(transaction);
        int found = version(transaction);
        if (found > MigrationFiles.newest()) {
            throw new SchemaRefused("the job tables in schema \"" + transaction.schema() + "\" have version " + found
                    + ", but this program knows versions up to " + MigrationFiles.newest() + "; use a newer program");
        }
        List<Integer> applied = new ArrayList<>();
        for (int next = found + 1; next <= MigrationFiles.newest(); next++) {
            transaction.script(MigrationFiles.to(next));
            applied.add(next);
        }
        Partitions.make(transaction);
        return List.copyOf(applied);
    }

    private static void checkServer(Transaction transaction) throws SQLException {
        List<String> tooOld = transaction.query(
                SERVER, List.of(), row -> row.integer("number") < OLDEST_SERVER ? row.text("name") : "");
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

    private static int version(Transaction transaction) throws SQLException {
        if (transaction
                .first(IS_MIGRATED, List.of(transaction.schema().value()), row -> true)
                .isEmpty()) {
            return 0;
        }
        return transaction
                .first(VERSION, List.of(), row -> row.integer("version"))
                .orElse(0);
    }
}
