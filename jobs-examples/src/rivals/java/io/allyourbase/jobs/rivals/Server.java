package io.allyourbase.jobs.rivals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A Postgres for one run that loses nothing it has committed, with an empty database for each turn. */
final class Server implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private int databases;

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Server start() throws IOException {
        return new Server(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start());
    }

    /**
     * Makes an empty database, and gives its name. A checkpoint first, so that nobody pays for what the one before left
     * to be written.
     */
    String create() throws SQLException {
        String database = "rival_" + ++databases;
        execute("postgres", "CHECKPOINT");
        execute("postgres", "CREATE DATABASE " + database);
        return database;
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    String version() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    String url(String database, Contestant.Platform platform) {
        return switch (platform) {
            case JAVA -> jdbcUrl(database);
            case NODE -> "postgres://postgres@127.0.0.1:" + postgres.getPort() + "/" + database;
        };
    }

    // The driver's own advice for batches of inserts, which several systems send:
    // https://jdbc.postgresql.org/documentation/use/#connection-parameters
    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database
                + "?user=postgres&reWriteBatchedInserts=true";
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
