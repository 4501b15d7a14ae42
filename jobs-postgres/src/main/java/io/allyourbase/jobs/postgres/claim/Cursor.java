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
 * behind the cursor, as when they commit late, so that claims start over: each time while that is cheap, and else when
 * what it costs is a small part of the time since; after {@link #LONGEST} in any case.
 */
final class Cursor {
    /** No due job waits for longer because of a cursor. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final long CHEAP_NANOS = Duration.ofMillis(5).toNanos();
    private static final long CHEAP_NANOS_PER_JOB = 50_000;
    private static final int SMALL_PART = 30;

    private final List<Position> positions = new ArrayList<>();
    private long startedOverAt;
    private long pause;

    Cursor() {
        for (int priority = NewJob.MOST_URGENT; priority <= NewJob.LEAST_URGENT; priority++) {
            positions.add(new Position(priority, Optional.empty(), Optional.empty()));
        }
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
        if (now - startedOverAt >= pause) {
            startOver();
        }
        return List.copyOf(positions);
    }

    boolean isAtStart() {
        return positions.stream().allMatch(position -> position.runAt().isEmpty());
    }

    private void startOver() {
        positions.replaceAll(position -> new Position(position.priority(), Optional.empty(), Optional.empty()));
    }

    /** These were claimed. */
    void passed(List<Job> jobs) {
        for (Job job : jobs) {
            int index = job.priority() - NewJob.MOST_URGENT;
            positions.set(index, positions.get(index).after(job));
        }
    }

    /** A claim from the start, which found so many, took from then until now. */
    void startedOver(long then, long now, int found) {
        long took = now - then;
        startedOverAt = now;
        pause = took <= CHEAP_NANOS + CHEAP_NANOS_PER_JOB * found ? 0 : Math.min(LONGEST.toNanos(), SMALL_PART * took);
    }
}
