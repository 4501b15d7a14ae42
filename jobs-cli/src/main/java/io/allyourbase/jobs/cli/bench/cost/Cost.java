package io.allyourbase.jobs.cli.bench.cost;

import io.allyourbase.jobs.cli.bench.database.Target;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the server had spent when it was asked. */
public record Cost(long walBytes, long transactions, Optional<Duration> serverCpu) {
    // The counters of a backend are told to all when it ends, so ask once those that worked are closed.
    private static final String SPENT = """
            SELECT pg_current_wal_insert_lsn() - '0/0' AS wal, xact_commit AS transactions, pg_backend_pid() AS backend
            FROM pg_stat_database WHERE datname = current_database()
            """;

    /** What it has spent by now. */
    public static Cost now(Target target) throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SPENT)) {
            rows.next();
            return new Cost(rows.getLong("wal"), rows.getLong("transactions"), ServerCpu.of(rows.getLong("backend")));
        }
    }

    /** What has been spent since, for each of so many jobs. */
    public List<Figure> perJob(String name, Cost before, long jobs) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(name + ", WAL", (double) (walBytes - before.walBytes) / jobs, "bytes/job"));
        figures.add(
                Figure.of(name + ", transactions", (double) (transactions - before.transactions) / jobs, "per job"));
        cpuSince(before).ifPresent(spent -> figures.add(cpu(name + ", CPU of server", spent, jobs)));
        return figures;
    }

    /** The server's processor time since, where it can be told. */
    public Optional<Duration> cpuSince(Cost before) {
        return serverCpu.flatMap(now -> before.serverCpu.map(now::minus));
    }

    /** Processor time for each of so many jobs. */
    public static Figure cpu(String name, Duration spent, long jobs) {
        return Figure.of(name, spent.toNanos() / 1e3 / jobs, "µs/job");
    }
}
