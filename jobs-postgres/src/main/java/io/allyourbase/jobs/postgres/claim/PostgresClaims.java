package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.claim.BusyQueues.Line;
import io.allyourbase.jobs.postgres.cursor.Cursor;
import io.allyourbase.jobs.postgres.cursor.Reach;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Planned;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Claims due jobs, from a few queues in one statement; of many queues, those that have jobs in turn. Remembers where it
 * stopped in each. Used by one engine's dispatcher, but safe for use by many threads.
 */
public final class PostgresClaims implements Claims {
    private static final int FEW_QUEUES = 16;
    private static final int LINES_AT_ONCE = 256;
    private static final int FEW_TYPES = 64;

    private final Database database;
    private final LongSupplier nanoTime;
    private final Cursors cursors = new Cursors();
    private final BusyQueues busy = new BusyQueues();
    /** How far back the busy ones are looked for. */
    private final Reach reach = new Reach();

    private Instant givenUpAt = Instant.EPOCH;

    private final Taking byType = new TakingByType();
    private final Taking unlessForeign = new TakingUnlessForeign();

    public PostgresClaims(Database database) {
        this(database, System::nanoTime);
    }

    /** @param nanoTime a clock that never goes back */
    PostgresClaims(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** What claiming asks, to be explained. */
    public static List<Planned> plans() {
        return List.of(
                new Planned("the claim", ClaimStatement.OF_TYPES),
                new Planned("the claim of many types", ClaimStatement.OF_OTHERS),
                new Planned("the search for the next due job", NextDue.OF_TYPES));
    }

    @Override
    public synchronized List<Job> claim(Request request) {
        if (request.queues().size() <= FEW_QUEUES) {
            return claimOfFew(request);
        }
        if (busy.isToBeLookedFor(nanoTime.getAsLong())) {
            lookForBusy(request);
        }
        List<Job> jobs = List.of();
        while (jobs.isEmpty() && !busy.isEmpty()) {
            List<Line> next = busy.next(LINES_AT_ONCE);
            jobs = claim(request, cursors.stops(next, nanoTime.getAsLong()));
            busy.claimed(next, jobs, request.limit());
        }
        return jobs;
    }

    private List<Job> claimOfFew(Request request) {
        List<Job> jobs = claim(request, stops(request, Cursor::positionsBefore));
        boolean mayBeBehind = request.queues().stream().map(cursors::of).anyMatch(Cursor::isOverdue);
        return jobs.isEmpty() && mayBeBehind ? claim(request, stops(request, Cursor::positions)) : jobs;
    }

    private List<Job> claim(Request request, List<Stop> stops) {
        Taking taking = taking(request);
        Database.Work<List<Job>> take = transaction -> taking.take(transaction, stops, request);
        Set<Cursor> fromStart = cursors.atStart(stops);
        boolean isCounted = fromStart.stream().anyMatch(Cursor::isToBeCounted);
        Database.Work<Looked<List<Job>>> look = isCounted ? Looked.counted(take, stops.size()) : Looked.uncounted(take);
        long start = nanoTime.getAsLong();
        Looked<List<Job>> looked = looked(
                stops,
                start,
                () -> taking.isOneStatement()
                        ? database.statement(Mode.CLAIM, look)
                        : database.transaction(Mode.CLAIM, look));
        long end = nanoTime.getAsLong();
        List<Job> jobs = looked.found();
        fromStart.forEach(cursor -> cursor.startedOver(start, end, jobs.size(), looked.walk()));
        cursors.claimed(stops, jobs, request.limit());
        return jobs;
    }

    private <T> Looked<T> looked(List<Stop> stops, long start, Supplier<Looked<T>> look) {
        try {
            return look.get();
        } catch (Contended e) {
            long end = nanoTime.getAsLong();
            timeAfter(e).ifPresent(now -> cursors.gaveUp(stops, start, end, now));
            throw e;
        }
    }

    /** When that was, by the database's clock, if it took too long and the time can be asked. */
    private Optional<Instant> timeAfter(Contended failure) {
        if (!failure.isOutOfTime()) {
            return Optional.empty();
        }
        try {
            return Optional.of(database.now());
        } catch (JobsException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    private Taking taking(Request request) {
        return request.types().size() <= FEW_TYPES ? byType : unlessForeign;
    }

    private List<Stop> stops(Request request, Cursors.Positions where) {
        return cursors.stops(request.queues(), nanoTime.getAsLong(), where);
    }

    @Override
    public synchronized Optional<Duration> untilNextDue(Request request) {
        if (request.queues().size() > FEW_QUEUES) {
            return lookForBusy(request);
        }
        List<Stop> stops = stops(request, Cursor::positions);
        Taking taking = taking(request);
        Database.Work<NextDue> next = transaction -> taking.nextDue(transaction, stops, request);
        Set<Cursor> fromStart = cursors.atStart(stops);
        long start = nanoTime.getAsLong();
        boolean isCounted = fromStart.stream().anyMatch(cursor -> cursor.isToBeCountedAtRest(start));
        Database.Work<Looked<NextDue>> look = isCounted ? Looked.counted(next, stops.size()) : Looked.uncounted(next);
        Looked<NextDue> looked = looked(stops, start, () -> database.statement(Mode.CLAIM, look));
        long end = nanoTime.getAsLong();
        fromStart.forEach(cursor -> cursor.startedOver(start, end, 0, looked.walk()));
        NextDue found = looked.found();
        cursors.told(found.now());
        if (found.until().filter(Duration::isZero).isEmpty()) {
            cursors.foundNoneDue(stops);
        }
        return found.until();
    }

    // _ayb_jobs_lease finds all that run, never more than all workers have slots; from now on, or it would walk over
    // what it still has of runs that ended. One that is locked just now goes back with the next look: those beside it
    // need not wait.
    static final Sql GIVE_BACK = Sql.of("""
            UPDATE ${schema}._ayb_jobs
            SET state = 'queued', run_at = now(), updated_at = now(), lease_until = NULL,
                attempts = greatest(0, attempts - 1)
            WHERE id = ANY(ARRAY(
                SELECT id FROM ${schema}._ayb_jobs
                WHERE state = 'running' AND lease_until > now() AND worker_id = ?
                  AND (id, fence) NOT IN (SELECT known.id, known.fence FROM unnest(?::uuid[], ?::bigint[]) AS known(id, fence))
                  AND cancel_asked_at IS NULL
                FOR UPDATE SKIP LOCKED
            ))
            """, "_ayb_jobs_lease");

    @Override
    public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
        Column jobs = Column.uuids(known, run -> run.job().value());
        Column fences = Column.numbers(known, run -> run.fence().value());
        return database.statement(
                Mode.BRIEF, transaction -> transaction.update(GIVE_BACK, List.of(worker.value(), jobs, fences)));
    }

    /** Finds the queues that have jobs due, and tells how long until there is one. */
    private Optional<Duration> lookForBusy(Request request) {
        long start = nanoTime.getAsLong();
        List<FirstDue> all = firstDue(request);
        long end = nanoTime.getAsLong();
        reach.took(end - start);
        all.stream().findFirst().map(FirstDue::now).ifPresent(cursors::told);
        Set<QueueName> asked = Set.copyOf(request.queues());
        List<FirstDue> ours = all.stream()
                .filter(first -> asked.contains(first.line().queue()))
                .toList();
        busy.found(
                ours.stream()
                        .filter(first -> first.until().isZero())
                        .map(FirstDue::line)
                        .toList(),
                start,
                end);
        return ours.stream().map(FirstDue::until).min(Duration::compareTo);
    }

    private List<FirstDue> firstDue(Request request) {
        Optional<Instant> from = reach.before(givenUpAt);
        try {
            return database.statement(
                    Mode.CLAIM,
                    transaction -> from.isPresent()
                            ? FirstDue.ofEach(transaction, request.queues(), from.get())
                            : FirstDue.ofAll(transaction));
        } catch (Contended e) {
            timeAfter(e).ifPresent(now -> {
                cursors.told(now);
                givenUpAt = now;
                reach.gaveUp();
            });
            throw e;
        }
    }
}
