package io.allyourbase.jobs.engine.outcome;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.error.ContentRefused;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.port.Runs.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes in natural batches: the first at once, and those that arrive while it is being written together in
 * the next. Keeps them while the database refuses all of them, for whatever reason: a run that did its work is failed
 * only when what it said of it is to blame. One that can't be stored, or whose job another transaction holds, never holds
 * up the others for long.
 */
public final class OutcomeBatcher implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeBatcher.class);
    private static final int LARGEST_BATCH = 1_000;
    /** So often refused by itself, while others were written, an outcome is left. */
    private static final int TOO_OFTEN = 5;

    private static final Duration UNTIL_SIGNALLED = Duration.ofHours(1);

    private final Outcomes outcomes;
    private final Runs runs;
    private final Events events;
    private final Signal signal;
    private final Consumer<RunId> settled;
    private final BiConsumer<Job, Event.ByOwner> held;
    private final Tally unwritten = new Tally();
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    /** What the step has in hand; it survives a failed write. Only the loop's thread uses it. */
    private final List<Entry> batch = new ArrayList<>();
    /** How much of it is written at once. */
    private int most = LARGEST_BATCH;
    /** How often each of these was refused by itself while others were written. */
    private final Map<RunId, Integer> refusals = new HashMap<>();
    /** Those told before without an answer: that may have taken effect. */
    private final Set<RunId> inDoubt = new HashSet<>();

    /**
     * An empty one.
     *
     * @param settled is told of each run once its outcome is written, refused or given up
     * @param held takes an outcome that waits for another's transaction, and submits it again once that has ended
     */
    public OutcomeBatcher(
            Outcomes outcomes,
            Runs runs,
            Events events,
            Signal signal,
            Consumer<RunId> settled,
            BiConsumer<Job, Event.ByOwner> held) {
        this.outcomes = outcomes;
        this.runs = runs;
        this.events = events;
        this.signal = signal;
        this.settled = settled;
        this.held = held;
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
        events.emit(new JobEvent.RunWritten(job, event, JobState.COMPLETED));
    }

    /** Those not yet written. */
    public Tally unwritten() {
        return unwritten;
    }

    @Override
    public Duration step() {
        fill();
        if (batch.isEmpty()) {
            return UNTIL_SIGNALLED;
        }
        int size = Math.min(batch.size(), most);
        try {
            write(batch.subList(0, size));
        } catch (QueueUnavailable e) {
            // What took too long would take as long again.
            most = Math.max(1, size / 2);
            throw e;
        }
        most = Math.min(LARGEST_BATCH, most + Math.max(1, most / 8));
        return Duration.ZERO;
    }

    private void write(List<Entry> entries) {
        Round round = new Round();
        round.write(List.copyOf(entries));
        round.end();
    }

    private void fill() {
        Set<JobId> jobs = new HashSet<>();
        batch.forEach(entry -> jobs.add(entry.job().id()));
        Iterator<Entry> next = waiting.iterator();
        while (batch.size() < LARGEST_BATCH && next.hasNext()) {
            Entry entry = next.next();
            // A job may have two runs here, when the first lost it; each batch takes one.
            if (jobs.add(entry.job().id())) {
                batch.add(entry);
                next.remove();
            }
        }
    }

    /** One attempt at all that is in hand. */
    private final class Round {
        /** By themselves, and not for what they hold. */
        private final Map<Entry, RuntimeException> refused = new LinkedHashMap<>();

        private boolean hasWritten;

        /** Halves a batch that is refused until the entry to blame stands alone. */
        void write(List<Entry> entries) {
            Map<JobId, JobState> written;
            try {
                written = outcomes.write(entries.stream().map(Entry::outcome).toList());
            } catch (RuntimeException e) {
                failed(entries, e);
                return;
            } catch (Error e) {
                // As where there is no memory for the answer.
                doubt(entries);
                throw e;
            }
            hasWritten |= !written.isEmpty();
            settle(entries, written);
        }

        private void failed(List<Entry> entries, RuntimeException cause) {
            if (!(cause instanceof ContentRefused)) {
                doubt(entries);
            }
            if (cause instanceof QueueUnavailable) {
                passOverHeld(entries, cause);
            } else if (entries.size() == 1) {
                refused(entries.get(0), cause);
            } else {
                LOG.debug("a batch of {} outcomes was refused; each half is tried", entries.size(), cause);
                int half = entries.size() / 2;
                write(entries.subList(0, half));
                write(entries.subList(half, entries.size()));
            }
        }

        /** Where another's transaction holds one of their jobs, all waited for it in vain. Else the database is away. */
        private void passOverHeld(List<Entry> entries, RuntimeException cause) {
            Map<RunId, Fate> fates = fatesAfter(cause, entries);
            List<Entry> free = new ArrayList<>();
            for (Entry entry : entries) {
                if (fates.get(entry.job().run()) == Fate.IN_DOUBT) {
                    handOver(entry);
                } else {
                    free.add(entry);
                }
            }
            if (free.size() == entries.size()) {
                throw cause;
            }
            if (!free.isEmpty()) {
                write(free);
            }
        }

        private void refused(Entry entry, RuntimeException cause) {
            if (!(cause instanceof ContentRefused)) {
                refused.put(entry, cause);
            } else if (entry.equals(entry.plain())) {
                leave(entry, cause);
            } else {
                LOG.error("the outcome of job {} can't be stored", entry.job().id(), cause);
                batch.set(batch.indexOf(entry), entry.plain());
                write(List.of(entry.plain()));
            }
        }

        /** When none was written, the database is to blame, and all are kept. */
        void end() {
            if (hasWritten) {
                refused.entrySet().removeIf(each -> isLeft(each.getKey(), each.getValue()));
            }
            for (RuntimeException first : refused.values()) {
                throw first;
            }
        }

        private boolean isLeft(Entry entry, RuntimeException cause) {
            boolean isTooOften = refusals.merge(entry.job().run(), 1, Integer::sum) >= TOO_OFTEN;
            if (isTooOften) {
                leave(entry, cause);
            }
            return isTooOften;
        }
    }

    private void doubt(List<Entry> entries) {
        entries.forEach(entry -> inDoubt.add(entry.job().run()));
    }

    private void settle(List<Entry> entries, Map<JobId, JobState> written) {
        List<Entry> toldAgain = new ArrayList<>();
        for (Entry entry : entries) {
            JobState state = written.get(entry.job().id());
            if (state != null) {
                done(entry, new JobEvent.RunWritten(entry.job(), entry.event(), state));
            } else if (inDoubt.contains(entry.job().run())) {
                toldAgain.add(entry);
            } else {
                refuse(entry);
            }
        }
        if (!toldAgain.isEmpty()) {
            settleToldAgain(toldAgain);
        }
    }

    /** Whether they took effect the first time: of a run that completed its job it can be known. */
    private void settleToldAgain(List<Entry> entries) {
        Map<RunId, Fate> fates = fates(entries);
        for (Entry entry : entries) {
            if (fates.get(entry.job().run()) == Fate.COMPLETED) {
                done(entry, new JobEvent.RunWritten(entry.job(), entry.event(), JobState.COMPLETED));
            } else {
                refuse(entry);
            }
        }
    }

    private Map<RunId, Fate> fatesAfter(RuntimeException cause, List<Entry> entries) {
        try {
            return fates(entries);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }

    private Map<RunId, Fate> fates(List<Entry> entries) {
        return runs.fates(entries.stream().map(entry -> entry.job().run()).toList());
    }

    /** It stays in doubt: when it comes back, what was told of it may have taken effect after all. */
    private void handOver(Entry entry) {
        LOG.warn(
                "another transaction holds job {}: its outcome waits for that to end",
                entry.job().id());
        batch.remove(entry);
        held.accept(entry.job(), entry.event());
        unwritten.add(-1);
    }

    private void refuse(Entry entry) {
        if (entry.event() instanceof Event.Release) {
            LOG.info(
                    "run {} of job {} no longer owned it when it was to go back",
                    entry.job().fence(),
                    entry.job().id());
        } else {
            LOG.warn(
                    "run {} of job {} no longer owned it: its outcome was refused",
                    entry.job().fence(),
                    entry.job().id());
        }
        done(entry, new JobEvent.StaleWriteRefused(entry.job(), entry.event()));
    }

    private void leave(Entry entry, RuntimeException cause) {
        LOG.error(
                "the outcome of job {} can't be stored; the job is left to its lease",
                entry.job().id(),
                cause);
        done(entry, new JobEvent.OutcomeUnstorable(entry.job(), entry.event()));
    }

    private void done(Entry entry, JobEvent event) {
        batch.remove(entry);
        refusals.remove(entry.job().run());
        inDoubt.remove(entry.job().run());
        settled.accept(entry.job().run());
        unwritten.add(-1);
        events.emit(event);
    }
}
