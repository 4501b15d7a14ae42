package io.allyourbase.jobs.cli.server;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.settings.AdminFlags;
import io.allyourbase.jobs.cli.settings.Settings;
import io.allyourbase.jobs.cli.settings.SettingsOptions;
import io.allyourbase.jobs.http.AdminOptions;
import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
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
    private AdminFlags adminFlags = new AdminFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load(System.getenv());
        // Whatever is wrong with them is told before anything is touched.
        AdminOptions admin = Admin.options(adminFlags.applyTo(settings.admin()));
        Stop stop = Stop.onSignals();
        if (settings.databaseUrl().isPresent()) {
            serve(settings, settings.databaseUrl().get().jdbc(), admin, stop);
            return 0;
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings.dataDir())) {
            say("embedded Postgres on " + settings.dataDir().toAbsolutePath().normalize());
            serve(settings, database.jdbcUrl(), admin, stop);
        }
        return 0;
    }

    private void serve(Settings settings, String jdbcUrl, AdminOptions admin, Stop stop) throws InterruptedException {
        // The admin server first: no job is run, and nothing migrated, by a process that ends because its port is
        // taken. Its token last: one that ends before it runs takes nothing from another that does.
        try (HikariDataSource pool = Pool.of(jdbcUrl, CONNECTIONS);
                PostgresJobs jobs = jobs(pool, settings);
                AdminServer server = AdminServer.listen(jobs, admin)) {
            Migrations migrations = Migrations.of(pool, settings.schema());
            if (stop.unlessAsked(() -> start(migrations, jobs))) {
                server.leaveToken();
                say(started(settings));
                say("admin on " + server.url());
                stop.await();
                say("stopping");
            }
        }
        say("stopped");
    }

    private static void start(Migrations migrations, PostgresJobs jobs) {
        migrations.migrate();
        jobs.start();
    }

    private static PostgresJobs jobs(DataSource pool, Settings settings) {
        return PostgresJobs.builder(pool)
                .schema(settings.schema())
                .config(settings.jobs())
                .withBuiltInJobs()
                .withoutMigration()
                .build();
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
