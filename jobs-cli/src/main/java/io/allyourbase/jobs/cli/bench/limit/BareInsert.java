package io.allyourbase.jobs.cli.bench.limit;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.database.Target;
import io.allyourbase.jobs.cli.bench.figure.Latencies;
import io.allyourbase.jobs.name.JobIds;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/** Jobs one at a time: a row, a commit. */
public final class BareInsert {
    private static final String INSERT = """
            INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, max_attempts,
                                             fence, created_at, updated_at)
            VALUES (?, ?, ?, 5, ?::json, 'queued', now(), 0, 4, 0, now(), now())
            """;

    private final Target target;
    private final JobIds ids = new JobIds(InstantSource.system(), new SecureRandom());
    private final Latencies latencies = new Latencies();

    public BareInsert(Target target) {
        this.target = target;
    }

    /** Inserts that many jobs from as many clients at once. */
    public void insert(long jobs, int clients) throws Exception {
        AtomicLong next = new AtomicLong();
        Callable<Boolean> client = () -> client(next, jobs, job -> System.nanoTime());
        Clients.runAll(Collections.nCopies(clients, client));
    }

    /** Inserts that many jobs from one client at a fixed rate. */
    public void insertPaced(long jobs, double perSecond) throws Exception {
        Metronome metronome = new Metronome(perSecond);
        client(new AtomicLong(), jobs, metronome::await);
    }

    /** How long each insert took, with its commit. */
    public Latencies latencies() {
        return latencies;
    }

    private boolean client(AtomicLong next, long jobs, LongUnaryOperator turn) throws SQLException {
        try (Connection connection = target.connect();
                PreparedStatement insert = connection.prepareStatement(target.sql(INSERT))) {
            for (long job = next.getAndIncrement(); job < jobs; job = next.getAndIncrement()) {
                long start = turn.applyAsLong(job);
                insert.setObject(1, ids.uuid());
                insert.setString(2, Spread.PLAIN.type(job));
                insert.setString(3, Spread.PLAIN.queue(job));
                insert.setString(4, Spread.payload(job));
                insert.executeUpdate();
                latencies.add(System.nanoTime() - start);
            }
        }
        return true;
    }
}
