package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import io.allyourbase.jobs.schedule.cron.CronRecurrence;
import io.allyourbase.jobs.schedule.cron.InvalidCron;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which schedules do not fire. */
final class DueSchedules implements Probe {
    private final Duration patience;

    /** @param patience how late a schedule may fire */
    DueSchedules(Duration patience) {
        this.patience = patience;
    }

    @Override
    public String name() {
        return "schedules";
    }

    // All schedules are read: they are few, and each is edited by hand.
    private static final Sql ALL = Sql.of("""
            SELECT name, cron_expr, timezone, enabled, problem, next_run_at,
                   (extract(epoch FROM now() - next_run_at) * 1000000)::bigint AS late
            FROM ${schema}._ayb_schedules ORDER BY name
            """);

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        List<Optional<Finding>> all = transaction.query(ALL, List.of(), this::finding);
        List<Finding> findings = all.stream().flatMap(Optional::stream).toList();
        return findings.isEmpty() ? List.of(Finding.ok(name(), all.size() + " schedules, none late")) : findings;
    }

    private Optional<Finding> finding(Row row) throws SQLException {
        String schedule = "schedule \"" + row.text("name") + "\" ";
        Optional<String> problem = row.maybeText("problem");
        if (problem.isPresent()) {
            return Optional.of(bad(row, schedule + "was disabled: " + problem.get())
                    .advice("It never fires.", "Mend its cron expression or timezone, and enable it."));
        }
        if (!row.flag("enabled")) {
            return Optional.empty();
        }
        Optional<String> cron = cron(row);
        if (cron.isPresent()) {
            return Optional.of(bad(row, schedule + "is enabled, but " + cron.get())
                    .advice("It will be disabled when it is due.", "Mend its cron expression or timezone."));
        }
        if (row.maybeInstant("next_run_at").isEmpty()) {
            return Optional.of(bad(row, schedule + "is enabled, but has no next time")
                    .advice("It never fires.", "Disable and enable it: that finds its next time."));
        }
        Duration late = row.maybeMicros("late").orElse(Duration.ZERO);
        return late.compareTo(patience) < 0
                ? Optional.empty()
                : Optional.of(bad(row, schedule + "should have fired " + Spans.of(late) + " ago")
                        .advice(
                                "No schedule fires: no process runs the scheduler, or it fails.",
                                "Start a worker with scheduler_enabled = true, or look at its log."));
    }

    private static Optional<String> cron(Row row) throws SQLException {
        try {
            CronRecurrence.of(row.text("cron_expr"), row.text("timezone"));
            return Optional.empty();
        } catch (InvalidCron e) {
            return Optional.of(e.getMessage() + ": " + e.detail());
        }
    }

    private Finding bad(Row row, String what) throws SQLException {
        return Finding.of(Severity.PROBLEM, name(), what).at(1, List.of(row.text("name")));
    }
}
