package io.allyourbase.jobs.engine.outcome;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes in natural batches: the first at once, and those that arrive while it is being written together in
 * the next. Keeps them while the database is away. One that can't be stored never holds up the others.
 */
public final class OutcomeBatcher implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeBatcher.class);
    private static final int LARGEST_BATCH = 1_000;
    private static final Duration UNTIL_SIGNALLED = Duration.ofHours(1);

    private final Outcomes outcomes;
    private final Events events;
    private final Signal signal;
    private final Consumer<RunId> settled;
    private final Tally unwritten = new Tally();
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    /** What the step has in hand; it survives a failed write. Only the loop's thread uses it. */
    private final List<Entry> batch = new ArrayList<>();

    /** @param settled is told of each run once its outcome is written, refused or given up */
    public OutcomeBatcher(Outcomes outcomes, Events events, Signal signal, Consumer<RunId> settled) {
        this.outcomes = outcomes;
        this.events = events;
        this.signal = signal;
        this.settled = settled;
    }

    private record Entry(Job job, Event.ByOwner event) {
        Outcomes.RunOutcome outcome() {
            return new Outcomes.RunOutcome(job.id(), event);
        }
    }

    /** Takes a run's outcome, to be written as soon as can be. Never waits. */
    public void submit(Job job, Event.ByOwner event) {
        unwritten.add(1);
        waiting.add(new Entry(job, event));
        signal.raise();
    }

    /** A run's outcome turned out to be written already, by its handler's own transaction. */
    void written(Job job, Event.ByOwner event) {
        settled.accept(job.run());
        events.emit(new JobEvent.RunWritten(job, event));
    }

    /** Those not yet written. */
    public Tally unwritten() {
        return unwritten;
    }

    @Override
    public Duration step() {
        if (batch.isEmpty()) {
            fill();
        }
        if (batch.isEmpty()) {
            return UNTIL_SIGNALLED;
        }
        write(List.copyOf(batch));
        return Duration.ZERO;
    }

    private void fill() {
        Set<JobId> jobs = new HashSet<>();
        Entry next = waiting.peek();
        // A job may have two runs here, when the first lost it; each batch takes one.
        while (next != null
                && batch.size() < LARGEST_BATCH
                && jobs.add(next.job().id())) {
            batch.add(next);
            waiting.remove();
            next = waiting.peek();
        }
    }

    /** Halves a batch that is refused for its content until the entry to blame stands alone. */
    private void write(List<Entry> entries) {
        Set<JobId> written;
        try {
            written = outcomes.write(entries.stream().map(Entry::outcome).toList());
        } catch (QueueUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            if (entries.size() == 1) {
                giveUp(entries.get(0), e);
            } else {
                LOG.warn("a batch of {} outcomes was refused; each half is tried: {}", entries.size(), e.getMessage());
                int half = entries.size() / 2;
                write(entries.subList(0, half));
                write(entries.subList(half, entries.size()));
            }
            return;
        }
        entries.forEach(entry -> done(entry, event(entry, written)));
    }

    private static JobEvent event(Entry entry, Set<JobId> written) {
        if (written.contains(entry.job().id())) {
            return new JobEvent.RunWritten(entry.job(), entry.event());
        }
        LOG.warn(
                "run {} of job {} no longer owned it: its outcome was refused",
                entry.job().fence(),
                entry.job().id());
        return new JobEvent.StaleWriteRefused(entry.job(), entry.event());
    }

    /** Its text may be what can't be stored, so it fails with a plain one; if even that is refused, its lease ends it. */
    private void giveUp(Entry entry, RuntimeException cause) {
        LOG.error("the outcome of job {} can't be stored", entry.job().id(), cause);
        Event.ByOwner plain =
                new Event.FailForGood(entry.event().fence(), "the outcome of the run could not be stored");
        Entry instead = new Entry(entry.job(), plain);
        try {
            done(entry, event(instead, outcomes.write(List.of(instead.outcome()))));
        } catch (QueueUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("job {} is left to its lease", entry.job().id(), e);
            done(entry, new JobEvent.OutcomeUnstorable(entry.job(), entry.event()));
        }
    }

    private void done(Entry entry, JobEvent event) {
        batch.remove(entry);
        settled.accept(entry.job().run());
        unwritten.add(-1);
        events.emit(event);
    }
}
