package io.allyourbase.jobs.cli.bench.limit;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.database.Target;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Claims and finishes jobs by SQL alone, in batches: the moves of rows that the queue can't do without, and nothing of
 * what makes it a queue. No job is run, no outcome told apart, no owner checked.
 */
public final class BareDrain {
    /** As many clients as two cores are fastest with. */
    public static final int FEW = 4;

    private static final long EMPTY_PAUSE_MICROS = 500;

    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT ctid AS place FROM ${schema}._ayb_jobs
                WHERE state = 'queued' AND queue = ? AND priority = 5 AND run_at <= now()
                ORDER BY run_at, id LIMIT ? FOR UPDATE SKIP LOCKED
            )
            UPDATE ${schema}._ayb_jobs
            SET state = 'running', attempts = attempts + 1, fence = fence + 1, worker_id = 'bare',
                lease_until = now() + interval '5 minutes', last_run_at = now(), updated_at = now()
            WHERE ctid = ANY(ARRAY(SELECT place FROM due))
            RETURNING id
            """;

    private static final String FINISH = """
            WITH ended AS MATERIALIZED (
                DELETE FROM ${schema}._ayb_jobs WHERE id = ANY(?) RETURNING *
            )
            INSERT INTO ${schema}._ayb_jobs_history
                (id, type, queue, priority, payload, state, run_at, attempts, max_attempts, fence, created_at, updated_at,
                 last_run_at, failed_runs, worker_id, finished_at)
            SELECT id, type, queue, priority, payload, 'completed', run_at, attempts, max_attempts, fence, created_at,
                   now(), last_run_at, failed_runs, worker_id, now()
            FROM ended
            """;

    private final Target target;
    private final int clients;
    private final int batch;

    /** @param batch how many jobs each client claims at once */
    public BareDrain(Target target, int clients, int batch) {
        this.target = target;
        this.clients = clients;
        this.batch = batch;
    }

    /** Drains the first queue until that many jobs have ended. */
    public void drain(long jobs) throws Exception {
        AtomicLong left = new AtomicLong(jobs);
        Callable<Boolean> client = () -> client(left);
        Clients.runAll(Collections.nCopies(clients, client));
    }

    private boolean client(AtomicLong left) throws SQLException, InterruptedException {
        try (Connection connection = target.connect();
                Statement settings = connection.createStatement();
                PreparedStatement claim = connection.prepareStatement(target.sql(CLAIM));
                PreparedStatement finish = connection.prepareStatement(target.sql(FINISH))) {
            settings.execute("SET enable_seqscan = off; SET jit = off");
            claim.setString(1, Spread.PLAIN.queue(0));
            claim.setInt(2, batch);
            while (left.get() > 0) {
                List<UUID> ids = claim(claim);
                if (ids.isEmpty()) {
                    TimeUnit.MICROSECONDS.sleep(EMPTY_PAUSE_MICROS);
                } else {
                    Array array = connection.createArrayOf("uuid", ids.toArray());
                    finish.setArray(1, array);
                    finish.executeUpdate();
                    left.addAndGet(-ids.size());
                }
            }
            return true;
        } finally {
            // Whoever fails leaves jobs that it claimed, for which the others would wait for ever.
            left.set(0);
        }
    }

    private static List<UUID> claim(PreparedStatement claim) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }
}
