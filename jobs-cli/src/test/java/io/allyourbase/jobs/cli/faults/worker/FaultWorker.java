package io.allyourbase.jobs.cli.faults.worker;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.faults.journal.Journal;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.cli.server.Stop;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A worker whose handlers write a journal. Made as {@code ayb serve} makes its own. Ends with whoever started it. Its
 * arguments: JDBC address, schema, concurrency, connections, lease in seconds, directory of journals.
 */
final class FaultWorker {
    static final String STARTED = "started";

    private FaultWorker() {}

    public static void main(String... arguments) throws InterruptedException, IOException {
        endWithParent();
        Stop stop = Stop.onSignals();
        Path journals = Path.of(arguments[5]);
        try (Journal journal = Journal.in(journals);
                HikariDataSource pool = Pool.of(arguments[0], Integer.parseInt(arguments[3]))) {
            PostgresJobs jobs = PostgresJobs.builder(pool)
                    .schema(new SchemaName(arguments[1]))
                    .config(config(Integer.parseInt(arguments[2]), Duration.ofSeconds(Long.parseLong(arguments[4]))))
                    .handleWithOutcome(Work.DEFINITION, new WorkHandler(journal, pool))
                    .listener(new RefusedWrites(journal))
                    .build();
            HeapLog.start(journals);
            try (jobs) {
                jobs.start();
                System.out.println(STARTED);
                stop.await();
            }
        }
        System.exit(0);
    }

    private static JobsConfig config(int concurrency, Duration lease) {
        return new JobsConfig(true, concurrency, Duration.ofMillis(500), lease, 3, true, Duration.ofSeconds(1));
    }

    /** A test that is killed closes nothing, but the system closes its end of this process's input. */
    private static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nobody writes.
                }
            } catch (IOException e) {
                System.err.println("the parent is gone: " + e.getMessage());
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
