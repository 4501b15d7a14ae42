package io.allyourbase.jobs.cli.server;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.settings.AdminFlags;
import io.allyourbase.jobs.cli.settings.Settings;
import io.allyourbase.jobs.cli.settings.SettingsOptions;
import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the built-in jobs, their schedules and the admin server until stopped.",
        footer = {"  ayb serve --port 8090", "  ayb serve --database-url postgres://app@db.internal/app --schema jobs"},
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 10;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Mixin
    private AdminFlags admin = new AdminFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load(System.getenv());
        settings = settings.admin(admin.applyTo(settings.admin()));
        Stop stop = Stop.onSignals();
        if (settings.databaseUrl().isPresent()) {
            serve(settings, settings.databaseUrl().get().jdbc(), stop);
            return 0;
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings.dataDir())) {
            say("embedded Postgres on " + settings.dataDir().toAbsolutePath().normalize());
            serve(settings, database.jdbcUrl(), stop);
        }
        return 0;
    }

    private void serve(Settings settings, String jdbcUrl, Stop stop) throws InterruptedException {
        try (HikariDataSource pool = Pool.of(jdbcUrl, CONNECTIONS)) {
            Migrations.of(pool, settings.schema()).migrate();
            PostgresJobs jobs = PostgresJobs.builder(pool)
                    .schema(settings.schema())
                    .config(settings.jobs())
                    .withBuiltInJobs()
                    .build();
            try (jobs) {
                jobs.start();
                say(started(settings));
                administer(jobs, settings, stop);
            }
        }
        say("stopped");
    }

    private void administer(PostgresJobs jobs, Settings settings, Stop stop) throws InterruptedException {
        try (AdminServer server = Admin.start(jobs, settings.admin())) {
            say("admin on " + server.url());
            stop.await();
            say("stopping");
        }
    }

    private static String started(Settings settings) {
        if (!settings.jobs().enabled()) {
            return "ready; jobs are disabled (set enabled = true under [jobs], or AYB_JOBS_ENABLED=true)";
        }
        return "ready; " + settings.jobs().workerConcurrency() + " workers, scheduler "
                + (settings.jobs().schedulerEnabled() ? "on" : "off");
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
