package io.allyourbase.jobs.cli.check;

import io.allyourbase.jobs.cli.input.Moments;
import io.allyourbase.jobs.cli.output.OutputOptions;
import io.allyourbase.jobs.cli.server.DatabasePool;
import io.allyourbase.jobs.cli.settings.Settings;
import io.allyourbase.jobs.cli.settings.SettingsOptions;
import io.allyourbase.jobs.postgres.check.Verification;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.check.invariant.Scope;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ayb verify}. */
@Command(
        name = "verify",
        description = "Report whatever breaks an invariant of a live database; exit code 1 if anything does.",
        footer = {"  ayb verify --database-url postgres://app@db.internal/app", "  ayb verify --days 2 --json"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 2;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Look at N days of finished jobs, today included (UTC); at all of them by default.")
    private @Nullable Integer days;

    @Option(
            names = "--recovery-bound",
            paramLabel = "LENGTH",
            description = "How long a job may go on running after its lease; 60s by default.")
    private @Nullable String recoveryBound;

    @Option(
            names = "--timeout",
            paramLabel = "LENGTH",
            description = "How long each statement may take; 10m by default.")
    private @Nullable String timeout;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Scope scope = scope();
        Settings loaded = settings.load(System.getenv());
        List<Finding> findings = DatabasePool.with(
                loaded,
                CONNECTIONS,
                pool -> Verification.of(pool, loaded.schema()).run(scope));
        return Findings.print(output.output(), findings, Severity.WARNING);
    }

    private Scope scope() {
        Scope scope = Scope.DEFAULT;
        if (days != null) {
            scope = scope.days(days);
        }
        if (recoveryBound != null) {
            scope = scope.recoveryBound(Moments.length("--recovery-bound", recoveryBound));
        }
        return timeout == null ? scope : scope.timeout(Moments.length("--timeout", timeout));
    }
}
