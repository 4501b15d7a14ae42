package io.allyourbase.jobs.rivals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One contestant, once: it enqueues, drains, and picks up single jobs when there is nothing else to do. */
final class Turn {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Server server;
    private final Contestant contestant;
    private final Peer peer;

    Turn(Server server, Contestant contestant, Peer peer) {
        this.server = server;
        this.contestant = contestant;
        this.peer = peer;
    }

    Score play(Plan plan) throws SQLException, InterruptedException {
        String database = server.create();
        int jobs = contestant.jobs(plan.jobs());
        int expected = jobs + plan.pickups();
        peer.order("open " + server.url(database, contestant.platform()) + " " + expected);
        peer.await("ready");
        try (Connection connection = server.connect(database)) {
            double enqueue = enqueue(jobs);
            // Statistics are taken for all alike, not when autovacuum happens to come by.
            server.execute(database, "ANALYZE");
            double drain = drain(jobs, connection);
            TimeUnit.SECONDS.sleep(1);
            List<Long> latencies = pickup(plan, connection);
            peer.order("close");
            List<String> ran = peer.await("ran");
            return new Score(
                    jobs,
                    enqueue,
                    drain,
                    millis(latencies, 50),
                    millis(latencies, 99),
                    Server.number(connection, contestant.finished()),
                    Long.parseLong(ran.get(0)),
                    Long.parseLong(ran.get(1)),
                    expected);
        }
    }

    private double enqueue(int jobs) throws InterruptedException {
        long start = System.nanoTime();
        peer.order("enqueue " + jobs);
        peer.await("enqueued");
        return perSecond(jobs, start);
    }

    /** From the start of the first handler until the database shows no unfinished job. */
    private double drain(int jobs, Connection connection) throws SQLException, InterruptedException {
        peer.order("work " + jobs);
        peer.await("first");
        long start = System.nanoTime();
        peer.await("all");
        awaitFinished(connection);
        return perSecond(jobs, start);
    }

    private List<Long> pickup(Plan plan, Connection connection) throws SQLException, InterruptedException {
        peer.order("pickup " + plan.pickups() + " " + plan.pause().toMillis());
        List<Long> nanos =
                peer.await("latencies").stream().map(Long::valueOf).sorted().toList();
        awaitFinished(connection);
        return nanos;
    }

    private void awaitFinished(Connection connection) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Server.number(connection, contestant.unfinished()) > 0) {
            if (System.nanoTime() > deadline) {
                throw new Defect("jobs left unfinished for " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static double perSecond(int jobs, long start) {
        return jobs * 1e9 / (System.nanoTime() - start);
    }

    /** By nearest rank. */
    private static double millis(List<Long> sortedNanos, int percentile) {
        int rank = (int) Math.ceil(sortedNanos.size() * percentile / 100.0);
        return sortedNanos.get(rank - 1) / 1e6;
    }
}
