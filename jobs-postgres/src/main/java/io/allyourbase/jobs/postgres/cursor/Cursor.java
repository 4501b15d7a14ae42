package io.allyourbase.jobs.postgres.cursor;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the claims of one queue stopped, for each priority. While an old snapshot is held somewhere, the index keeps an
 * entry of every job that was claimed since, and a claim from the start walks over all of them. But jobs can come in
 * behind the cursor, as when they commit late, so that claims start over: each time while few entries are walked over,
 * and else when what it costs is a small part of the time since; after {@link #LONGEST} where a fifth is small enough.
 * Time alone does not tell: a busy machine is slow too. So entries are counted, but by a claim only after one that was
 * slow, and by an idle worker's look also after jobs were claimed. Once starting over has found none due it goes on from
 * the furthest that it has been, which is also where it found none due: else an idle worker would start over with each
 * look. Once that was given up it goes on from where it was, and goes back by a {@link Reach} from then on; so does a worker
 * that has not been anywhere yet: else no claim would ever bring a job.
 *
 * <p>Entries already known as dead are not even counted, only stepped over, page by page. While claims come full, it
 * starts over now and then. And where pages are many, it first goes on, once, and then starts over: a job that has just
 * come need not wait for that.
 */
public final class Cursor {
    /**
     * No due job waits for longer because of a cursor, unless it takes more than a quarter of that to start over, or that
     * was given up.
     */
    public static final Duration LONGEST = Duration.ofSeconds(10);

    /** Jobs that commit later than that after they were due come in behind. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final long SLOW_NANOS = Duration.ofMillis(2).toNanos();
    private static final long SLOW_NANOS_PER_JOB = 20_000;
    /** How many times what starting over took passes before the next. */
    private static final int PAUSE_WHERE_DEAR = 30;

    private static final int PAUSE_WHERE_LONG = 4;
    /** As {@link #PAUSE_WHERE_DEAR}, but however long that makes the pause. */
    private static final int PAUSE_AT_LEAST = 4;

    private static final long WHILE_FULL_NANOS = Duration.ofMillis(200).toNanos();

    private final List<Position> positions = new ArrayList<>();
    /** Where it was before it started over. */
    private List<Position> left;
    /** The last that was ever passed of each priority, or a time up to which none was left. */
    private final List<Position> furthest = new ArrayList<>();

    private final Reach reach = new Reach();
    /** When the last look was given up, by the database's clock. */
    private Instant givenUpAt = Instant.EPOCH;

    private boolean isAtStart = true;
    private long startedOverAt;
    private long pause;
    /** The pause that the last start over is worth. */
    private long ownPause;

    private boolean isDear;
    private boolean isLong;
    private boolean hasGoneOn;
    private boolean wasSlow;
    private long countedAt;
    /** Whether jobs were claimed since entries were counted. */
    private boolean mayHaveGrown = true;

    public Cursor() {
        for (int priority = NewJob.MOST_URGENT; priority <= NewJob.LEAST_URGENT; priority++) {
            positions.add(Position.at(priority, Optional.empty()));
        }
        left = List.copyOf(positions);
        furthest.addAll(positions);
    }

    /**
     * Where a look begins in one priority: behind the last job that was claimed, in the order of claims; or at a moment; or,
     * with neither, at the first there is.
     */
    public record Position(int priority, Optional<Instant> runAt, Optional<JobId> id) {
        private static Position at(int priority, Optional<Instant> moment) {
            return new Position(priority, moment, Optional.empty());
        }

        private Position after(Job job) {
            boolean isLater = runAt.isEmpty()
                    || job.runAt().isAfter(runAt.get())
                    || (job.runAt().equals(runAt.get()) && isBehind(job.id()));
            return isLater ? new Position(priority, Optional.of(job.runAt()), Optional.of(job.id())) : this;
        }

        private boolean isBehind(JobId other) {
            return id.filter(own -> own.compareTo(other) >= 0).isEmpty();
        }

        private Position notBefore(Instant moment) {
            return runAt.filter(own -> !own.isBefore(moment)).isPresent() ? this : at(priority, Optional.of(moment));
        }
    }

    /** Where a claim at that moment of the monotonic clock goes on. */
    public List<Position> positions(long now) {
        if (isToStartOver(now)) {
            startOver();
        }
        return List.copyOf(positions);
    }

    /** As {@link #positions}, but where starting over takes long it goes on once more before. */
    public List<Position> positionsBefore(long now) {
        if (isLong && !hasGoneOn && isToStartOver(now)) {
            hasGoneOn = true;
            return List.copyOf(positions);
        }
        return positions(now);
    }

    /** Whether it has gone on although it was time to start over. */
    public boolean isOverdue() {
        return hasGoneOn;
    }

    private boolean isToStartOver(long now) {
        return now - startedOverAt >= pause;
    }

    /** Where it goes on in one priority. */
    public Position position(int priority, long now) {
        return positions(now).get(index(priority));
    }

    /** Whether it has started over, and moved on nowhere since. */
    public boolean isAtStart() {
        return isAtStart;
    }

    private void startOver() {
        if (!isAtStart) {
            left = List.copyOf(positions);
        }
        positions.replaceAll(position -> start(position.priority()));
        isAtStart = true;
    }

    private Position start(int priority) {
        Instant end = furthest.get(index(priority)).runAt().orElse(givenUpAt);
        return Position.at(priority, reach.before(end));
    }

    private static int index(int priority) {
        return priority - NewJob.MOST_URGENT;
    }

    /** This one was claimed. */
    public void passed(Job job) {
        int index = index(job.priority());
        positions.set(index, positions.get(index).after(job));
        furthest.set(index, furthest.get(index).after(job));
        isAtStart = false;
        mayHaveGrown = true;
    }

    /**
     * No more jobs of that priority were due from here on, at that time by the database's clock or later: what was passed
     * before need not be walked over again, although it was started over since.
     */
    public void foundNoneDue(int priority, Instant time) {
        Position known = furthest.get(index(priority)).notBefore(time.minus(LATE));
        furthest.set(index(priority), known);
        positions.set(index(priority), known);
        isAtStart = false;
    }

    /** A claim brought many jobs, and all that it asked for: more are where it stopped. */
    public void cameFull() {
        pause = Math.max(pause, WHILE_FULL_NANOS);
    }

    /** A claim brought all there are from here on: others may have come in behind. */
    public void cameShort() {
        pause = ownPause;
    }

    /** Whether the entries that the next claim from the start reads should be counted. */
    public boolean isToBeCounted() {
        return isDear || wasSlow;
    }

    /**
     * Whether those that a look for the next due job reads should be, when there is time for it: they may be other than
     * when they were last counted. That a look was slow tells little where many processes are idle on a busy machine, and
     * each count costs a part of what a look does.
     */
    public boolean isToBeCountedAtRest(long now) {
        boolean isToldBySlowness = wasSlow && now - countedAt >= LONGEST.toNanos();
        return isDear || isLong || mayHaveGrown || isToldBySlowness;
    }

    /**
     * A look from the start took from then until now.
     *
     * @param found how many jobs it claimed
     * @param walk what it read, when that was counted
     */
    public void startedOver(long then, long now, int found, Optional<Walk> walk) {
        long took = now - then;
        reach.took(took);
        isDear = walk.filter(counted -> counted.isDear(found)).isPresent();
        isLong = walk.map(counted -> counted.isLong(found)).orElse(isLong);
        if (walk.isPresent()) {
            mayHaveGrown = false;
            countedAt = now;
        }
        startedOverAt = now;
        hasGoneOn = false;
        int times = isDear ? PAUSE_WHERE_DEAR : isLong ? PAUSE_WHERE_LONG : 0;
        rest(times, took);
        wasSlow = walk.isEmpty() && took > SLOW_NANOS + SLOW_NANOS_PER_JOB * found;
    }

    /**
     * A look from then until now was given up before it found any: it may have been too far to walk.
     *
     * @param time when that was, by the database's clock
     */
    public void gaveUp(long then, long now, Instant time) {
        if (!isAtStart) {
            positions.replaceAll(position -> position.notBefore(Reach.lately(time)));
            return;
        }
        boolean isNextShort = reach.isAll();
        reach.gaveUp();
        givenUpAt = time;
        positions.replaceAll(position -> start(position.priority()));
        left.stream()
                .filter(position -> position.runAt().isPresent())
                .forEach(position -> positions.set(index(position.priority()), position));
        isAtStart = false;
        startedOverAt = now;
        hasGoneOn = false;
        wasSlow = true;
        ownPause = isNextShort ? LONGEST.toNanos() : PAUSE_AT_LEAST * (now - then);
        pause = ownPause;
    }

    private void rest(int times, long took) {
        ownPause = Math.min(times * took, Math.max(LONGEST.toNanos(), PAUSE_AT_LEAST * took));
        pause = ownPause;
    }
}
