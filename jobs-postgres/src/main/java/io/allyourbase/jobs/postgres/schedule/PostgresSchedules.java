package io.allyourbase.jobs.postgres.schedule;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import io.allyourbase.jobs.schedule.cron.CronRecurrence;
import io.allyourbase.jobs.schedule.cron.ScheduleEdit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What operators do with schedules. */
public final class PostgresSchedules implements Schedules {
    private final Database database;
    private final JobIds ids;

    public PostgresSchedules(Database database, JobIds ids) {
        this.database = database;
        this.ids = ids;
    }

    // All of them, sorted as bytes: the order must not depend on the database's locale.
    static final Sql LIST =
            Sql.of("SELECT " + ScheduleRow.COLUMNS + " FROM ${schema}._ayb_schedules ORDER BY name COLLATE \"C\"");

    @Override
    public List<Schedule> list() {
        return database.statement(Mode.ENGINE, tx -> tx.query(LIST, List.of(), ScheduleRow::read));
    }

    // The primary key of _ayb_schedules.
    static final Sql FIND = Sql.of(
            "SELECT " + ScheduleRow.COLUMNS + " FROM ${schema}._ayb_schedules WHERE id = ?", "_ayb_schedules_pkey");

    @Override
    public Optional<Schedule> find(ScheduleId id) {
        return database.statement(Mode.ENGINE, tx -> tx.first(FIND, List.of(id.value()), ScheduleRow::read));
    }

    // Conflicts are found by _ayb_schedules_name.
    static final Sql CREATE = Sql.of("INSERT INTO ${schema}._ayb_schedules (" + ScheduleRow.COLUMNS + ") VALUES ("
            + ScheduleRow.PARAMETERS + ") ON CONFLICT (name) DO NOTHING RETURNING " + ScheduleRow.COLUMNS);

    // The primary key of _ayb_schedules_deleted.
    static final Sql FORGET_DELETED =
            Sql.of("DELETE FROM ${schema}._ayb_schedules_deleted WHERE name = ?", "_ayb_schedules_deleted_pkey");

    @Override
    public Optional<Schedule> create(NewSchedule schedule) {
        CronRecurrence recurrence = CronRecurrence.of(schedule.cronExpr(), schedule.timezone());
        return database.transaction(Mode.UPKEEP, tx -> {
            Schedule fresh = fresh(schedule, recurrence, tx.now());
            Optional<Schedule> created = tx.first(CREATE, ScheduleRow.values(fresh), ScheduleRow::read);
            if (created.isPresent()) {
                tx.update(FORGET_DELETED, List.of(schedule.name()));
            }
            return created;
        });
    }

    private Schedule fresh(NewSchedule schedule, CronRecurrence recurrence, Instant now) {
        Optional<Instant> next = schedule.enabled() ? recurrence.next(now) : Optional.empty();
        return new Schedule(
                new ScheduleId(ids.uuid()),
                schedule.name(),
                schedule.jobType(),
                schedule.payload(),
                schedule.cronExpr(),
                schedule.timezone(),
                schedule.enabled(),
                schedule.maxAttempts(),
                schedule.catchUp(),
                schedule.overlap(),
                next,
                Optional.empty(),
                1,
                Optional.empty(),
                now,
                now);
    }

    // The primary key of _ayb_schedules.
    static final Sql LOCK = Sql.of(
            "SELECT " + ScheduleRow.COLUMNS + " FROM ${schema}._ayb_schedules WHERE id = ? FOR UPDATE",
            "_ayb_schedules_pkey");

    // The primary key of _ayb_schedules.
    static final Sql REPLACE = Sql.of(
            "UPDATE ${schema}._ayb_schedules SET (" + ScheduleRow.COLUMNS + ") = (" + ScheduleRow.PARAMETERS
                    + ") WHERE id = ?",
            "_ayb_schedules_pkey");

    @Override
    public Edit update(ScheduleId id, ScheduleChange change) {
        ScheduleEdit.check(change);
        return database.transaction(Mode.UPKEEP, tx -> {
            Optional<Schedule> found = tx.first(LOCK, List.of(id.value()), ScheduleRow::read);
            if (found.isEmpty()) {
                return new Edit.NotFound();
            }
            Schedule before = found.get();
            if (change.expectedVersion()
                    .filter(version -> version != before.version())
                    .isPresent()) {
                return new Edit.Conflict(before);
            }
            Schedule after = ScheduleEdit.of(before, change, tx.now());
            tx.update(
                    REPLACE,
                    Stream.concat(ScheduleRow.values(after).stream(), Stream.of(id.value()))
                            .toList());
            return new Edit.Done(after);
        });
    }

    // The primary key of _ayb_schedules.
    static final Sql RUN = Sql.of("""
            INSERT INTO ${schema}._ayb_jobs (
            """ + JobRow.COMMON + """
            )
            SELECT ?, job_type, 'default', 5, payload, 'queued', now(), 0, max_attempts, 0, now(), now(), NULL, NULL,
                   NULL, id, NULL, '[]', NULL
            FROM ${schema}._ayb_schedules WHERE id = ?
            RETURNING id
            """, "_ayb_schedules_pkey");

    @Override
    public Optional<JobId> run(ScheduleId id) {
        return database.transaction(Mode.UPKEEP, tx -> {
            Optional<JobId> job = tx.first(RUN, List.of(ids.uuid(), id.value()), row -> new JobId(row.uuid("id")));
            Channel.hint(tx, job.isEmpty() ? List.of() : List.of(QueueName.DEFAULT.value()));
            return job;
        });
    }

    // The primary key of _ayb_schedules.
    static final Sql DELETE = Sql.of("""
            WITH gone AS (
                DELETE FROM ${schema}._ayb_schedules WHERE id = ? RETURNING name
            ), kept AS (
                INSERT INTO ${schema}._ayb_schedules_deleted (name) SELECT name FROM gone ON CONFLICT DO NOTHING
            )
            SELECT name FROM gone
            """, "_ayb_schedules_pkey");

    @Override
    public boolean delete(ScheduleId id) {
        return database.statement(Mode.UPKEEP, tx -> tx.first(DELETE, List.of(id.value()), row -> true))
                .isPresent();
    }

    // _ayb_schedules_name, and the primary key of _ayb_schedules_deleted. One look at both: a schedule that somebody is
    // deleting is still there or known as deleted. One that is there is not met, and so not waited for.
    static final Sql SEED = Sql.of(
            "INSERT INTO ${schema}._ayb_schedules (" + ScheduleRow.COLUMNS + ") SELECT " + ScheduleRow.PARAMETERS + """
             WHERE NOT EXISTS (SELECT 1 FROM ${schema}._ayb_schedules WHERE name = ?)
               AND NOT EXISTS (SELECT 1 FROM ${schema}._ayb_schedules_deleted WHERE name = ?)
            ON CONFLICT (name) DO NOTHING
            """,
            "_ayb_schedules_deleted_pkey");

    @Override
    public void seed(List<NewSchedule> defaults) {
        database.transaction(Mode.UPKEEP, tx -> {
            for (NewSchedule each : defaults) {
                CronRecurrence recurrence = CronRecurrence.of(each.cronExpr(), each.timezone());
                List<Object> row = ScheduleRow.values(fresh(each, recurrence, tx.now()));
                tx.update(
                        SEED,
                        Stream.concat(row.stream(), Stream.of(each.name(), each.name()))
                                .toList());
            }
            return true;
        });
    }
}
