package io.allyourbase.jobs.postgres.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A schema of its own on the tests' server, dropped when closed. */
public final class TestDatabase implements AutoCloseable {
    private final SchemaName schema;
    private final HikariDataSource dataSource;
    private final List<String> onClose = new ArrayList<>();

    private TestDatabase(SchemaName schema, HikariDataSource dataSource) {
        this.schema = schema;
        this.dataSource = dataSource;
    }

    /** A schema that does not exist yet, on the connections' search_path. */
    public static TestDatabase empty() {
        String name = "test " + UUID.randomUUID();
        return open(name, settings -> settings.setSchema(name));
    }

    /** A schema that does not exist yet, reached by that address. */
    public static TestDatabase empty(String url) {
        return open("test " + UUID.randomUUID(), settings -> settings.setJdbcUrl(url));
    }

    /** A migrated schema. */
    public static TestDatabase migrated() {
        return migrated("test " + UUID.randomUUID(), settings -> {});
    }

    /** A migrated schema whose name starts so, with connections of these settings. */
    public static TestDatabase migrated(String name, Consumer<HikariConfig> settings) {
        TestDatabase database = open(name, settings);
        Migrations.of(database.dataSource, database.schema).migrate();
        return database;
    }

    /** A migrated schema with but one connection: what a session counted is told to all when it is idle. */
    public static TestDatabase ofOneSession() {
        return migrated("one session " + UUID.randomUUID(), settings -> settings.setMaximumPoolSize(1));
    }

    private static TestDatabase open(String name, Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        settings.accept(config);
        return new TestDatabase(new SchemaName(name), new HikariDataSource(config));
    }

    /** The server's address, with its user. */
    public static String url() {
        return TestServer.URL;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public SchemaName schema() {
        return schema;
    }

    /** Runs statements, with {@code ${schema}} for the schema. */
    public void execute(String statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements.replace("${schema}", schema.quoted()));
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of a query's first row. */
    public String text(String query) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.replace("${schema}", schema.quoted()))) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Leaves the schema as it was when it was new. */
    public void clear() {
        execute(
                "TRUNCATE ${schema}._ayb_jobs, ${schema}._ayb_jobs_history, ${schema}._ayb_jobs_keys, "
                        + "${schema}._ayb_jobs_tally, ${schema}._ayb_jobs_workers, ${schema}._ayb_jobs_counts, ${schema}._ayb_schedules, ${schema}._ayb_schedules_deleted");
    }

    /** Has a statement run before the schema is dropped. */
    void onClose(String statement) {
        onClose.add(statement);
    }

    @Override
    public void close() {
        onClose.forEach(this::execute);
        execute("DROP SCHEMA IF EXISTS ${schema} CASCADE");
        dataSource.close();
    }
}
