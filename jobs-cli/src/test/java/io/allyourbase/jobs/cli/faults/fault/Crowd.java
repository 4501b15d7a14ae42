package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.cluster.Direct;
import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** So many connections that nobody else gets one. */
final class Crowd implements AutoCloseable {
    private final Direct database;
    private final List<Connection> connections = new ArrayList<>();

    private Crowd(Direct database) {
        this.database = database;
    }

    /** @param evict a query that ends the others' connections, and counts them */
    static Crowd fill(Direct database, String evict) throws SQLException {
        Crowd crowd = new Crowd(database);
        Connection first = database.connect();
        crowd.connections.add(first);
        // Some may come back before their place is taken.
        for (int round = 0; round < PostgresServer.MAX_CONNECTIONS && crowd.count(first, evict) > 0; round++) {
            crowd.takeAll();
        }
        return crowd;
    }

    private long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void takeAll() {
        try {
            while (connections.size() < PostgresServer.MAX_CONNECTIONS) {
                connections.add(database.connect());
            }
        } catch (SQLException e) {
            // That was the last one.
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
