package io.allyourbase.jobs.cli.bench.limit;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.database.Target;
import io.allyourbase.jobs.name.JobIds;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Jobs by COPY: the rows that enqueueing them would make, and nothing else. */
public final class BareCopy {
    private static final String COPY = """
            COPY ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence,
                                      created_at, updated_at) FROM STDIN
            """;

    private final Target target;
    private final Spread spread;
    private final JobIds ids = new JobIds(InstantSource.system(), new SecureRandom());

    public BareCopy(Target target, Spread spread) {
        this.target = target;
        this.spread = spread;
    }

    /** Inserts the jobs with these numbers, that many to a COPY and a commit. */
    public void insert(long from, long to, int batch) throws SQLException {
        try (Connection connection = target.connect()) {
            for (long first = from; first < to; first += batch) {
                copy(connection, first, Math.min(to, first + batch));
            }
        }
    }

    /** In one COPY. */
    public void insert(long from, long to) throws SQLException {
        try (Connection connection = target.connect()) {
            copy(connection, from, to);
        }
    }

    private void copy(Connection connection, long from, long to) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(target.sql(COPY));
        StringBuilder rows = new StringBuilder();
        for (long job = from; job < to; job++) {
            row(rows, job);
            if (rows.length() > 1 << 16 || job == to - 1) {
                byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                rows.setLength(0);
            }
        }
        copy.endCopy();
    }

    private void row(StringBuilder rows, long job) {
        rows.append(ids.uuid()).append('\t').append(spread.type(job)).append('\t');
        rows.append(spread.queue(job)).append("\t5\t").append(Spread.payload(job));
        rows.append("\tqueued\tnow\t0\t4\t0\tnow\tnow\n");
    }
}
