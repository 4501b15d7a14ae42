package io.allyourbase.jobs.cli.demo;

import io.allyourbase.jobs.cli.server.Stop;
import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.port.JobStats.Stats;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.cleanup.BuiltInJobs;
import io.allyourbase.jobs.postgres.cleanup.BuiltInJobs.DeliveryRetention;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The built-in cleanups and a stream of webhooks, on a fresh database, with every number checked. */
final class Demo {
    private static final int CLEANUPS = 4;
    private static final int STREAM_BATCH = 10;
    private static final long STREAM_PAUSE_MILLIS = 25;
    private static final long PROGRESS_PAUSE_MILLIS = 500;

    private final DataSource database;
    private final int deliveries;
    private final Stop stop;
    private final PrintWriter out;
    private final Meter meter = new Meter();

    Demo(DataSource database, int deliveries, Stop stop, PrintWriter out) {
        this.database = database;
        this.deliveries = deliveries;
        this.stop = stop;
        this.out = out;
    }

    /** Jobs with the demo's handlers, not yet started. */
    PostgresJobs jobs() {
        JobsConfig config = JobsConfig.ENABLED.with(ConfigKey.WORKER_CONCURRENCY, "16");
        return PostgresJobs.builder(database)
                .config(config)
                .handle(Delivery.TYPE, new Delivery.Sender())
                .listener(meter)
                .withBuiltInJobs()
                .build();
    }

    /** Makes and fills the host's tables. */
    void fill() throws SQLException {
        long rows = 0;
        for (HostTable table : HostTable.all()) {
            execute(table.script());
            rows += table.rows();
        }
        say(String.format(
                Locale.ROOT, "host tables: %d, with %,d rows", HostTable.all().size(), rows));
    }

    /** Runs it all; empty-handed when it was stopped. */
    Summary run(PostgresJobs jobs) throws SQLException, InterruptedException {
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            jobs.start();
            jobs.enqueue(BuiltInJobs.SESSIONS, Map.of());
            jobs.enqueue(BuiltInJobs.DELIVERIES, new DeliveryRetention(168L));
            jobs.enqueue(BuiltInJobs.OAUTH, Map.of());
            jobs.enqueue(BuiltInJobs.AUTH, Map.of());
            stream(jobs, receiver);
            Stats stats = awaitEnd(jobs);
            return summary(stats, receiver);
        }
    }

    private void stream(PostgresJobs jobs, WebhookReceiver receiver) throws InterruptedException {
        for (int from = 1; from <= deliveries && !stop.isAsked(); from += STREAM_BATCH) {
            List<Delivery> batch = IntStream.range(from, Math.min(from + STREAM_BATCH, deliveries + 1))
                    .mapToObj(n -> new Delivery(receiver.address(n).toString(), "order.paid"))
                    .toList();
            jobs.enqueueAll(Delivery.TYPE, batch);
            if (from % 500 == 1) {
                progress(jobs.store().stats().stats());
            }
            TimeUnit.MILLISECONDS.sleep(STREAM_PAUSE_MILLIS);
        }
    }

    private Stats awaitEnd(PostgresJobs jobs) throws InterruptedException {
        Stats stats = jobs.store().stats().stats();
        while (stats.queued() + stats.running() > 0 && !stop.isAsked()) {
            progress(stats);
            TimeUnit.MILLISECONDS.sleep(PROGRESS_PAUSE_MILLIS);
            stats = jobs.store().stats().stats();
        }
        progress(stats);
        return stats;
    }

    private Summary summary(Stats stats, WebhookReceiver receiver) throws SQLException {
        Summary summary = new Summary();
        summary.check("jobs completed", completed(), deliveries + CLEANUPS);
        summary.check("jobs failed", stats.failed(), 0);
        summary.check("jobs canceled", stats.canceled(), 0);
        summary.check("jobs queued or running", stats.queued() + stats.running(), 0);
        summary.check("webhooks received", receiver.accepted(), deliveries);
        summary.check("retries", meter.retries(), deliveries / 10);
        for (Map.Entry<HostTable, Long> left : rowsLeft().entrySet()) {
            HostTable table = left.getKey();
            summary.check("rows cleaned from " + table.name(), table.rows() - left.getValue(), table.expired());
        }
        summary.tell("pickup latency p50", String.format(Locale.ROOT, "%.1f ms", meter.pickupMillis(50)));
        summary.tell("pickup latency p99", String.format(Locale.ROOT, "%.1f ms", meter.pickupMillis(99)));
        return summary;
    }

    /** Of the demo's own jobs: when an hour turns, a schedule makes one more. */
    private long completed() throws SQLException {
        return count("_ayb_jobs_all WHERE state = 'completed' AND schedule_id IS NULL");
    }

    private Map<HostTable, Long> rowsLeft() throws SQLException {
        Map<HostTable, Long> left = new LinkedHashMap<>();
        for (HostTable table : HostTable.all()) {
            left.put(table, count(table.name()));
        }
        return left;
    }

    private long count(String rows) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private void execute(String script) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private void progress(Stats stats) {
        say(String.format(
                Locale.ROOT,
                "queued %5d   running %3d   completed %5d   retries %4d",
                stats.queued(),
                stats.running(),
                stats.completed(),
                meter.retries()));
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
