package io.allyourbase.jobs.cli.faults.cluster;

import io.allyourbase.jobs.cli.faults.check.JobHistory.FinalRow;
import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import io.allyourbase.jobs.name.JobId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database itself, past the proxy: what a test does to it and reads from it. */
public final class Direct {
    /** The number at the end of what a handler reported or threw. */
    private static final Pattern FENCE = Pattern.compile("(\\d+)$");

    private static final int CHUNK = 10_000;

    private final Supplier<PostgresServer> server;

    Direct(Supplier<PostgresServer> server) {
        this.server = server;
    }

    /** A connection of the caller's own, which it must close. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.get().jdbcUrl());
    }

    /** One after the other, on one connection. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement plain = connection.createStatement()) {
            for (String statement : statements) {
                plain.execute(sql(statement));
            }
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

    private static String sql(String statement) {
        return statement.replace("${schema}", Cluster.SCHEMA.quoted());
    }

    /** How many jobs up to that number are queued or running. */
    public long unfinished(long number) throws SQLException {
        return number("SELECT count(*) FROM ${schema}._ayb_jobs WHERE type = 'work'"
                + " AND (payload ->> 'number')::bigint <= " + number);
    }

    /** The finished jobs among these. */
    Map<JobId, FinalRow> finalRows(Collection<JobId> ids) throws SQLException {
        List<JobId> all = List.copyOf(ids);
        Map<JobId, FinalRow> rows = new HashMap<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            addFinalRows(all.subList(from, Math.min(all.size(), from + CHUNK)), rows);
        }
        return rows;
    }

    private void addFinalRows(List<JobId> ids, Map<JobId, FinalRow> rows) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select =
                        connection.prepareStatement(sql("SELECT id, state, fence, coalesce(report, last_error) AS text"
                                + " FROM ${schema}._ayb_jobs_history WHERE id = ANY(?)"))) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", ids.stream().map(JobId::value).toArray()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    FinalRow row = row(found);
                    rows.put(row.id(), row);
                }
            }
        }
    }

    private static FinalRow row(ResultSet found) throws SQLException {
        Matcher fence = FENCE.matcher(found.getString("text"));
        return new FinalRow(
                new JobId(found.getObject("id", UUID.class)),
                found.getString("state"),
                found.getLong("fence"),
                fence.find() ? OptionalLong.of(Long.parseLong(fence.group(1))) : OptionalLong.empty());
    }
}
