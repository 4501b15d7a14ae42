package io.allyourbase.jobs.cli.bench.database;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that is measured, and in it a schema of the bench's own, dropped when closed. */
public final class Target implements AutoCloseable {
    /** Says whose the schema is, should a bench be killed before it drops it. */
    private static final String MARK = "made by ayb bench";

    private final String jdbcUrl;
    private final SchemaName schema;

    private Target(String jdbcUrl, SchemaName schema) {
        this.jdbcUrl = jdbcUrl;
        this.schema = schema;
    }

    /**
     * Makes the schema, anew when an earlier bench left it.
     *
     * @throws JobsException when the schema is there and no bench made it, whatever is in it
     */
    public static Target make(String jdbcUrl, SchemaName schema) {
        Target target = new Target(jdbcUrl, schema);
        try {
            target.refuseForeign();
            target.execute("DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};"
                    + " COMMENT ON SCHEMA ${schema} IS '" + MARK + "'");
        } catch (SQLException e) {
            throw new QueueUnavailable("the bench can't make its schema: " + e.getMessage(), e);
        }
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(jdbcUrl);
        Migrations.of(dataSource, schema).migrate();
        return target;
    }

    private void refuseForeign() throws SQLException {
        String text = "'" + schema.quoted().replace("'", "''") + "'";
        long foreign = number("SELECT count(*) FROM pg_namespace WHERE oid = to_regnamespace(" + text + ")"
                + " AND obj_description(oid, 'pg_namespace') IS DISTINCT FROM '" + MARK + "'");
        if (foreign > 0) {
            throw new JobsException(
                    "schema \"" + schema + "\" is there, and no bench made it; name another with --schema");
        }
    }

    public String jdbcUrl() {
        return jdbcUrl;
    }

    public SchemaName schema() {
        return schema;
    }

    /** A connection of the caller's own, which it must close. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    /** The statement with the schema's name where {@code ${schema}} stands. */
    public String sql(String statement) {
        return statement.replace("${schema}", schema.quoted());
    }

    public void execute(String statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql(statements));
        }
    }

    /** The first column of the query's first row. */
    public long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql(query))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        try {
            execute("DROP SCHEMA IF EXISTS ${schema} CASCADE");
        } catch (SQLException e) {
            throw new JobsException("schema \"" + schema + "\" can't be dropped: " + e.getMessage(), e);
        }
    }
}
