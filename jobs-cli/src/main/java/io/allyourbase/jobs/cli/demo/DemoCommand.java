package io.allyourbase.jobs.cli.demo;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.server.EmbeddedDatabase;
import io.allyourbase.jobs.cli.server.PassingDashboard;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.cli.server.ScratchDirectory;
import io.allyourbase.jobs.cli.server.Stop;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.postgres.PostgresJobs;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the queue at work on a Postgres of its own, and checks every number. */
@Command(
        name = "demo",
        description = "Run real work on a throw-away Postgres, and check every number.",
        footer = {"  ayb demo", "  ayb demo --jobs 500 --serve"},
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_JOBS = 1_000_000;
    private static final int CONNECTIONS = 10;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many webhooks to deliver; ${DEFAULT-VALUE} by default.")
    private int jobs;

    @Option(names = "--serve", description = "Keep running afterwards, with the dashboard, until stopped.")
    private boolean serve;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new InvalidInput("--jobs", jobs + " is not allowed; must be from 1 to " + MOST_JOBS);
        }
        PrintWriter out = spec.commandLine().getOut();
        Stop stop = Stop.onSignals();
        try (ScratchDirectory directory = ScratchDirectory.make("ayb-demo-");
                EmbeddedDatabase database = EmbeddedDatabase.start(directory.path());
                HikariDataSource pool = Pool.of(database.jdbcUrl(), CONNECTIONS)) {
            out.println("embedded Postgres is up, with fsync on");
            return show(new Demo(pool, jobs, stop, out), stop, out);
        }
    }

    private int show(Demo demo, Stop stop, PrintWriter out) throws SQLException, InterruptedException {
        demo.fill();
        try (PostgresJobs queue = demo.jobs()) {
            Summary summary = demo.run(queue);
            if (stop.isAsked()) {
                out.println("stopped before the end");
                out.flush();
                return 1;
            }
            summary.print(out);
            if (serve) {
                serve(queue, stop, out);
            }
            return summary.isAsExpected() ? 0 : 1;
        }
    }

    private static void serve(PostgresJobs queue, Stop stop, PrintWriter out) throws InterruptedException {
        try (PassingDashboard dashboard = PassingDashboard.of(queue)) {
            out.println("Dashboard: " + dashboard.url() + ", token " + dashboard.token() + ". Serving until stopped.");
            out.flush();
            stop.await();
        }
    }
}
