package io.allyourbase.jobs.postgres.claim;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.QueueName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Of more queues than one claim can look into, the lines in which jobs were due when it was last looked for them, each
 * in its turn; a line is what one queue has of one priority. Looked for again when there are none left, and when what
 * that costs is a small part of the time since, so that a queue that is never empty keeps no other waiting.
 */
final class BusyQueues {
    private static final long SHORTEST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final int SMALL_PART = 20;

    private final Set<Line> inTurn = new LinkedHashSet<>();
    private long nextLookAt;

    /** The jobs of that priority in that queue. */
    record Line(QueueName queue, int priority) {
        static Line of(Job job) {
            return new Line(job.queue(), job.priority());
        }
    }

    boolean isEmpty() {
        return inTurn.isEmpty();
    }

    boolean isToBeLookedFor(long now) {
        return inTurn.isEmpty() || now - nextLookAt >= 0;
    }

    /** A look from then until now found these. */
    void found(List<Line> lines, long then, long now) {
        inTurn.addAll(lines);
        nextLookAt = now + Math.max(SHORTEST_PAUSE, SMALL_PART * (now - then));
    }

    /** Those whose turn is next, so many at most. */
    List<Line> next(int most) {
        return inTurn.stream().limit(most).toList();
    }

    /**
     * These jobs were claimed from those lines. Where they are fewer than the limit the lines have no more; else the
     * last that gave any may have more, and those behind it were not asked.
     */
    void claimed(List<Line> asked, List<Job> jobs, int limit) {
        if (jobs.size() < limit) {
            asked.forEach(inTurn::remove);
            return;
        }
        List<Line> gave = new ArrayList<>(asked);
        gave.retainAll(Set.copyOf(jobs.stream().map(Line::of).toList()));
        Line last = gave.get(gave.size() - 1);
        asked.subList(0, asked.indexOf(last) + 1).forEach(inTurn::remove);
        inTurn.add(last);
    }
}
