package io.allyourbase.jobs.cli.check;

import io.allyourbase.jobs.cli.output.OutputOptions;
import io.allyourbase.jobs.cli.server.DatabasePool;
import io.allyourbase.jobs.cli.settings.Settings;
import io.allyourbase.jobs.cli.settings.SettingsOptions;
import io.allyourbase.jobs.postgres.check.Doctor;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ayb doctor}. */
@Command(
        name = "doctor",
        description = "Look for what makes a queue slow, unsafe or idle, and say what to do; exit code 1 on a problem.",
        footer = {"  ayb doctor --database-url postgres://app@db.internal/app", "  ayb doctor --json"})
public final class DoctorCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 5;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Settings loaded = settings.load(System.getenv());
        List<Finding> findings = DatabasePool.with(
                loaded, CONNECTIONS, pool -> Doctor.of(pool, loaded.schema()).run());
        return Findings.print(output.output(), findings, Severity.PROBLEM);
    }
}
