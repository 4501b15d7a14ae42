package io.allyourbase.jobs.postgres.schedule;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.postgres.notify.Channel;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import io.allyourbase.jobs.schedule.Overlap;
import io.allyourbase.jobs.schedule.Schedule;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the scheduler does with schedules. */
public final class PostgresTicks implements ScheduleTicks {
    private final Database database;
    private final JobIds ids;

    public PostgresTicks(Database database, JobIds ids) {
        this.database = database;
        this.ids = ids;
    }

    // _ayb_schedules_next.
    static final Sql DUE = Sql.of("SELECT " + ScheduleRow.COLUMNS + """
             FROM ${schema}._ayb_schedules
            WHERE enabled AND next_run_at <= now()
            ORDER BY next_run_at
            LIMIT ?
            """, "_ayb_schedules_next");

    @Override
    public Due due(int limit) {
        return database.transaction(
                Mode.ENGINE, tx -> new Due(tx.now(), tx.query(DUE, List.of(limit), ScheduleRow::read)));
    }

    @Override
    public Advanced fire(List<Advance> advances) {
        Column ids = Column.uuids(advances, advance -> advance.observed().id().value());
        return database.transaction(Mode.UPKEEP, tx -> {
            Set<UUID> held = Set.copyOf(tx.query(HOLD, List.of(ids), row -> row.uuid("id")));
            int advanced = 0;
            List<Fired> fired = new ArrayList<>();
            for (Advance advance : advances) {
                if (held.contains(advance.observed().id().value()) && advance(tx, advance)) {
                    advanced++;
                    fired.addAll(fire(tx, advance));
                }
            }
            Channel.hint(tx, fired.isEmpty() ? List.of() : List.of(QueueName.DEFAULT.value()));
            return new Advanced(advanced, fired);
        });
    }

    // The primary key of _ayb_schedules. One that another holds is passed over: it is being advanced, or edited, or
    // somebody forgot to end a transaction; the others must fire whatever becomes of it.
    static final Sql HOLD = Sql.of(
            "SELECT id FROM ${schema}._ayb_schedules WHERE id = ANY(?) FOR UPDATE SKIP LOCKED", "_ayb_schedules_pkey");

    // The primary key of _ayb_schedules. Its row is held.
    static final Sql ADVANCE = Sql.of("""
            UPDATE ${schema}._ayb_schedules SET next_run_at = ?::timestamptz, updated_at = now()
            WHERE id = ? AND enabled AND version = ? AND next_run_at = ?
            """, "_ayb_schedules_pkey");

    private static boolean advance(Transaction tx, Advance advance) throws SQLException {
        Schedule schedule = advance.observed();
        List<Object> observed =
                List.of(advance.next(), schedule.id().value(), schedule.version(), schedule.nextRunAt());
        return tx.update(ADVANCE, observed) > 0;
    }

    // The primary key of _ayb_schedules.
    static final Sql RAN =
            Sql.of("UPDATE ${schema}._ayb_schedules SET last_run_at = ? WHERE id = ?", "_ayb_schedules_pkey");

    private List<Fired> fire(Transaction tx, Advance advance) throws SQLException {
        Schedule schedule = advance.observed();
        List<Fired> fired = new ArrayList<>();
        for (Instant fireTime : advance.fires()) {
            insert(tx, schedule, fireTime).ifPresent(job -> fired.add(new Fired(schedule, fireTime, job)));
        }
        Optional<Instant> last = fired.stream().map(Fired::fireTime).max(Instant::compareTo);
        if (last.isPresent()) {
            tx.update(RAN, List.of(last.get(), schedule.id().value()));
        }
        return fired;
    }

    // _ayb_jobs_fire finds an unfinished job of the schedule, and conflicts.
    static final Sql INSERT = Sql.of("""
            INSERT INTO ${schema}._ayb_jobs (
            """ + JobRow.COMMON + """
            )
            SELECT ?, ?, 'default', 5, ?::json, 'queued', now(), 0, ?, 0, now(), now(), NULL, NULL, NULL, ?, ?, '[]', NULL
            WHERE NOT (? AND EXISTS (SELECT 1 FROM ${schema}._ayb_jobs WHERE schedule_id = ?))
            ON CONFLICT (schedule_id, fire_time) WHERE schedule_id IS NOT NULL DO NOTHING
            RETURNING id
            """, "_ayb_jobs_fire");

    private Optional<JobId> insert(Transaction tx, Schedule schedule, Instant fireTime) throws SQLException {
        List<Object> values = List.of(
                ids.uuid(),
                schedule.jobType().value(),
                schedule.payload().json(),
                schedule.maxAttempts(),
                schedule.id().value(),
                fireTime,
                schedule.overlap() == Overlap.SKIP,
                schedule.id().value());
        return tx.first(INSERT, values, row -> new JobId(row.uuid("id")));
    }

    // The primary key of _ayb_schedules. Passed over like one that fires.
    static final Sql DISABLE = Sql.of("""
            UPDATE ${schema}._ayb_schedules
            SET enabled = false, next_run_at = NULL, problem = ?, version = version + 1, updated_at = now()
            WHERE id = ANY(ARRAY(
                SELECT id FROM ${schema}._ayb_schedules
                WHERE id = ? AND enabled AND version = ? AND next_run_at = ? FOR UPDATE SKIP LOCKED))
            """, "_ayb_schedules_pkey");

    @Override
    public boolean disable(Schedule observed, String problem) {
        List<Object> values = List.of(problem, observed.id().value(), observed.version(), observed.nextRunAt());
        return database.statement(Mode.ENGINE, tx -> tx.update(DISABLE, values) > 0);
    }

    // _ayb_schedules_next.
    static final Sql UNTIL_NEXT_DUE = Sql.of("""
            SELECT greatest(0, extract(epoch FROM next_run_at - now()) * 1000000)::bigint AS micros
            FROM ${schema}._ayb_schedules
            WHERE enabled AND next_run_at IS NOT NULL
            ORDER BY next_run_at
            LIMIT 1
            """, "_ayb_schedules_next");

    @Override
    public Optional<Duration> untilNextDue() {
        return database.statement(
                        Mode.ENGINE, tx -> tx.first(UNTIL_NEXT_DUE, List.of(), row -> row.maybeMicros("micros")))
                .flatMap(next -> next);
    }
}
