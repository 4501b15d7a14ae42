package io.allyourbase.jobs.cli.server;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.settings.Settings;
import io.allyourbase.jobs.cli.settings.SettingsOptions;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the schema to this program's version. */
@Command(
        name = "migrate",
        description = "Apply, or print, the database schema.",
        footer = {"  ayb migrate --database-url postgres://app@db.internal/app", "  ayb migrate --print"},
        mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
    private static final int LONGEST = 86_400;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--print", description = "Print the SQL instead, and connect to nothing.")
    private boolean print;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Try for that long while others hold locks (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (patience < 1 || patience > LONGEST) {
            throw new InvalidInput(
                    "--patience", patience + " is not allowed; must be from 1 to " + LONGEST + " seconds");
        }
        Settings settings = options.load(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        if (print) {
            out.print(Migrations.print(settings.schema()));
            out.flush();
            return 0;
        }
        if (settings.databaseUrl().isPresent()) {
            migrate(settings, settings.databaseUrl().get().jdbc(), out);
            return 0;
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings.dataDir())) {
            migrate(settings, database.jdbcUrl(), out);
        }
        return 0;
    }

    private void migrate(Settings settings, String jdbcUrl, PrintWriter out) {
        // One keeps others from migrating while the other builds an index.
        try (HikariDataSource pool = Pool.of(jdbcUrl, 2)) {
            List<Integer> applied = Migrations.of(pool, settings.schema())
                    .patience(Duration.ofSeconds(patience))
                    .migrate();
            out.println(
                    applied.isEmpty()
                            ? "schema \"" + settings.schema() + "\" is up to date"
                            : "schema \"" + settings.schema() + "\" migrated to version "
                                    + applied.get(applied.size() - 1));
            out.flush();
        }
    }
}
