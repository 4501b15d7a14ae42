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
import java.time.Instant;
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

    /** So few that no snapshot is held for long, which would keep dead rows in the tables. */
    private static final int CHUNK = 1_000;

    /** Where the time begins in the upper half of an id of version 7. */
    private static final int TIME_SHIFT = 16;

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

    /** How many jobs are queued or running that were enqueued by then and have a number up to this one. */
    long unfinished(long number, Instant enqueuedBy) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(sql("SET enable_seqscan = off;"
                        + " SELECT count(*) FROM ${schema}._ayb_jobs WHERE id <= ? AND type = 'work'"
                        + " AND (payload ->> 'number')::bigint <= ?"))) {
            select.setObject(1, lastIdOf(enqueuedBy));
            select.setLong(2, number);
            select.execute();
            select.getMoreResults();
            try (ResultSet count = select.getResultSet()) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    /** The greatest that begins with that time, so that the index is read, and not all that the table has grown to. */
    private static UUID lastIdOf(Instant time) {
        return new UUID(time.toEpochMilli() << TIME_SHIFT | (1 << TIME_SHIFT) - 1, -1);
    }

    /** The finished jobs among these. */
    Map<JobId, FinalRow> finalRows(Collection<JobId> ids) throws SQLException {
        List<JobId> all = List.copyOf(ids);
        Map<JobId, FinalRow> rows = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement select =
                        connection.prepareStatement(sql("SELECT id, state, fence, coalesce(report, last_error) AS text"
                                + " FROM ${schema}._ayb_jobs_history WHERE id = ANY(?)"))) {
            for (int from = 0; from < all.size(); from += CHUNK) {
                addFinalRows(select, all.subList(from, Math.min(all.size(), from + CHUNK)), rows);
            }
        }
        return rows;
    }

    private static void addFinalRows(PreparedStatement select, List<JobId> ids, Map<JobId, FinalRow> rows)
            throws SQLException {
        select.setArray(
                1,
                select.getConnection()
                        .createArrayOf("uuid", ids.stream().map(JobId::value).toArray()));
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                FinalRow row = row(found);
                rows.put(row.id(), row);
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
