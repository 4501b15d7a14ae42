package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.output.form.Column;
import io.allyourbase.jobs.cli.output.form.Layout;
import io.allyourbase.jobs.cli.output.text.Look;
import java.util.List;

/** How schedules are shown. */
final class ScheduleLayouts {
    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "jobType",
            "cronExpr",
            "timezone",
            "enabled",
            "nextRunAt",
            "lastRunAt",
            "maxAttempts",
            "catchUp",
            "catchUpCap",
            "overlap",
            "problem",
            "createdAt",
            "updatedAt",
            "payload");

    static final Layout LIST = new Layout(
            List.of(
                    Column.of("ID", "id"),
                    Column.of("NAME", "name"),
                    Column.of("JOB TYPE", "jobType"),
                    Column.of("CRON", "cronExpr"),
                    Column.of("TIMEZONE", "timezone"),
                    Column.of("ENABLED", "enabled"),
                    new Column("NEXT RUN", "nextRunAt", Look.AGE)),
            FIELDS,
            "No schedules found.");

    static final Layout SCHEDULE = new Layout(
            List.of(
                    Column.of("id", "id"),
                    Column.of("name", "name"),
                    Column.of("job type", "jobType"),
                    Column.of("cron", "cronExpr"),
                    Column.of("timezone", "timezone"),
                    Column.of("enabled", "enabled"),
                    Column.of("problem", "problem"),
                    new Column("next run", "nextRunAt", Look.AGE),
                    new Column("last run", "lastRunAt", Look.AGE),
                    Column.of("max attempts", "maxAttempts"),
                    Column.of("catch up", "catchUp"),
                    Column.of("catch up cap", "catchUpCap"),
                    Column.of("overlap", "overlap"),
                    Column.of("version", "version"),
                    new Column("created", "createdAt", Look.AGE),
                    new Column("updated", "updatedAt", Look.AGE),
                    Column.of("payload", "payload")),
            FIELDS,
            "");

    static final Layout FIRES = new Layout(
            List.of(
                    Column.of("LOCAL TIME", "localTime"),
                    Column.of("UTC", "fireTime"),
                    new Column("WHEN", "fireTime", Look.AGE),
                    Column.of("NOTE", "note")),
            List.of("fireTime", "localTime", "note"),
            "It never fires.");

    private ScheduleLayouts() {}
}
