package io.allyourbase.jobs.postgres.claim;

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
 * slow, and by an idle worker's look also after jobs were claimed. Once starting over has found none due, or was given up
 * before it came to any, it goes on from where it was: else an idle worker would start over with each look, and no claim
 * would ever bring a job.
 *
 * <p>Entries already known as dead are not even counted, only stepped over, page by page. While claims come full, it
 * starts over now and then. And where pages are many, it first goes on, once, and then starts over: a job that has just
 * come need not wait for that.
 */
final class Cursor {
    /** No due job waits for longer because of a cursor, unless it takes more than a quarter of that to start over. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final long SLOW_NANOS = Duration.ofMillis(2).toNanos();
    private static final long SLOW_NANOS_PER_JOB = 20_000;
    /** How many times what starting over took passes before the next. */
    private static final int PAUSE_WHERE_DEAR = 30;

    private static final int PAUSE_WHERE_LONG = 4;
    /** As {@link #PAUSE_WHERE_DEAR}, but however long that makes the pause. */
    private static final int PAUSE_AT_LEAST = 4;

    private static final long WHILE_FULL_NANOS = Duration.ofMillis(200).toNanos();

    private final List<Position> positions = new ArrayList<>();
    /** The last of each priority that was ever passed. */
    private final List<Position> furthest = new ArrayList<>();

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

    Cursor() {
        for (int priority = NewJob.MOST_URGENT; priority <= NewJob.LEAST_URGENT; priority++) {
            positions.add(new Position(priority, Optional.empty(), Optional.empty()));
        }
        furthest.addAll(positions);
    }

    /** The last job that was claimed of a priority, in the order of claims; none after starting over. */
    record Position(int priority, Optional<Instant> runAt, Optional<JobId> id) {
        Position after(Job job) {
            boolean isLater = runAt.isEmpty()
                    || job.runAt().isAfter(runAt.get())
                    || (job.runAt().equals(runAt.get()) && job.id().compareTo(id.orElseThrow()) > 0);
            return isLater ? new Position(priority, Optional.of(job.runAt()), Optional.of(job.id())) : this;
        }
    }

    /** Where a claim at that moment of the monotonic clock goes on. */
    List<Position> positions(long now) {
        if (isToStartOver(now)) {
            startOver();
        }
        return List.copyOf(positions);
    }

    /** As {@link #positions}, but where starting over takes long it goes on once more before. */
    List<Position> positionsBefore(long now) {
        if (isLong && !hasGoneOn && isToStartOver(now)) {
            hasGoneOn = true;
            return List.copyOf(positions);
        }
        return positions(now);
    }

    /** Whether it has gone on although it was time to start over. */
    boolean isOverdue() {
        return hasGoneOn;
    }

    private boolean isToStartOver(long now) {
        return now - startedOverAt >= pause;
    }

    /** Where it goes on in one priority. */
    Position position(int priority, long now) {
        return positions(now).get(priority - NewJob.MOST_URGENT);
    }

    boolean isAtStart() {
        return positions.stream().allMatch(position -> position.runAt().isEmpty());
    }

    private void startOver() {
        positions.replaceAll(position -> new Position(position.priority(), Optional.empty(), Optional.empty()));
    }

    /** This one was claimed. */
    void passed(Job job) {
        int index = job.priority() - NewJob.MOST_URGENT;
        positions.set(index, positions.get(index).after(job));
        furthest.set(index, furthest.get(index).after(job));
        mayHaveGrown = true;
    }

    /**
     * No job of that priority was due from here on: what was passed before need not be walked over again, although it was
     * started over since.
     */
    void foundNoneDue(int priority) {
        int index = priority - NewJob.MOST_URGENT;
        positions.set(index, furthest.get(index));
    }

    /** A claim brought many jobs, and all that it asked for: more are where it stopped. */
    void cameFull() {
        pause = Math.max(pause, WHILE_FULL_NANOS);
    }

    /** A claim brought all there are from here on: others may have come in behind. */
    void cameShort() {
        pause = ownPause;
    }

    /** Whether the entries that the next claim from the start reads should be counted. */
    boolean isToBeCounted() {
        return isDear || wasSlow;
    }

    /**
     * Whether those that a look for the next due job reads should be, when there is time for it: they may be other than
     * when they were last counted. That a look was slow tells little where many processes are idle on a busy machine, and
     * each count costs a part of what a look does.
     */
    boolean isToBeCountedAtRest(long now) {
        boolean isToldBySlowness = wasSlow && now - countedAt >= LONGEST.toNanos();
        return isDear || isLong || mayHaveGrown || isToldBySlowness;
    }

    /**
     * A look from the start took from then until now.
     *
     * @param found how many jobs it claimed
     * @param walk what it read, when that was counted
     */
    void startedOver(long then, long now, int found, Optional<Walk> walk) {
        long took = now - then;
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

    /** A look from the start, from then until now, was given up before it found any: it may have been too far to walk. */
    void gaveUp(long then, long now) {
        positions.clear();
        positions.addAll(furthest);
        startedOverAt = now;
        hasGoneOn = false;
        wasSlow = true;
        rest(PAUSE_WHERE_DEAR, now - then);
    }

    private void rest(int times, long took) {
        ownPause = Math.min(times * took, Math.max(LONGEST.toNanos(), PAUSE_AT_LEAST * took));
        pause = ownPause;
    }
}
