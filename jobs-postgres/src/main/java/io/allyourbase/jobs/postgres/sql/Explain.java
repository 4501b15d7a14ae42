package io.allyourbase.jobs.postgres.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** How the server would run a statement whose parameters nobody knows. Runs nothing, and leaves nothing behind. */
final class Explain {
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private final Connection connection;

    Explain(Connection connection) {
        this.connection = connection;
    }

    /** The plan, line by line. */
    List<String> plan(String sql) throws SQLException {
        // A prepared statement outlives its transaction: nobody else may have its name, and it is taken back in any
        // case.
        String name = "ayb_plan_" + UUID.randomUUID().toString().replace('-', '_');
        AtomicInteger parameters = new AtomicInteger();
        String numbered = PARAMETER.matcher(sql).replaceAll(mark -> "\\$" + parameters.incrementAndGet());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE " + name + " AS " + numbered);
            Savepoint prepared = connection.setSavepoint();
            try {
                return lines(statement, "EXPLAIN EXECUTE " + name + nulls(parameters.get()));
            } finally {
                connection.rollback(prepared);
                statement.execute("DEALLOCATE " + name);
            }
        }
    }

    private static String nulls(int parameters) {
        return parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
    }

    private static List<String> lines(Statement statement, String explain) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(explain)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
