package io.allyourbase.jobs.postgres.schedule;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.Overlap;
import io.allyourbase.jobs.schedule.Schedule;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A schedule as its row has it. */
final class ScheduleRow {
    static final String COLUMNS = "id, name, job_type, payload, cron_expr, timezone, enabled, max_attempts, catch_up, "
            + "catch_up_cap, overlap, next_run_at, last_run_at, version, problem, created_at, updated_at";
    /** For the values, in the order of the columns. */
    static final String PARAMETERS =
            "?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?::int, ?, ?::timestamptz, ?::timestamptz, ?, ?::text, ?, ?";

    private ScheduleRow() {}

    static Schedule read(Row row) throws SQLException {
        return new Schedule(
                new ScheduleId(row.uuid("id")),
                row.text("name"),
                new JobType(row.text("job_type")),
                Payload.of(row.text("payload")),
                row.text("cron_expr"),
                row.text("timezone"),
                row.flag("enabled"),
                row.integer("max_attempts"),
                catchUp(row),
                Overlap.valueOf(row.text("overlap").toUpperCase(Locale.ROOT)),
                row.maybeInstant("next_run_at"),
                row.maybeInstant("last_run_at"),
                row.number("version"),
                row.maybeText("problem"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    /** A schedule's values in the order of the columns. */
    static List<Object> values(Schedule schedule) {
        CatchUp catchUp = schedule.catchUp();
        Optional<Integer> cap = catchUp instanceof CatchUp.All all ? Optional.of(all.cap()) : Optional.empty();
        return List.of(
                schedule.id().value(),
                schedule.name(),
                schedule.jobType().value(),
                schedule.payload().json(),
                schedule.cronExpr(),
                schedule.timezone(),
                schedule.enabled(),
                schedule.maxAttempts(),
                word(catchUp),
                cap,
                schedule.overlap().name().toLowerCase(Locale.ROOT),
                schedule.nextRunAt(),
                schedule.lastRunAt(),
                schedule.version(),
                schedule.problem(),
                schedule.createdAt(),
                schedule.updatedAt());
    }

    private static String word(CatchUp catchUp) {
        if (catchUp instanceof CatchUp.All) {
            return "all";
        }
        return catchUp instanceof CatchUp.Skip ? "skip" : "once";
    }

    private static CatchUp catchUp(Row row) throws SQLException {
        return switch (row.text("catch_up")) {
            case "all" -> CatchUp.all(row.integer("catch_up_cap"));
            case "skip" -> CatchUp.SKIP;
            default -> CatchUp.ONCE;
        };
    }
}
