package io.allyourbase.jobs.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.InMemoryStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A job that somebody holds, in a transaction that was forgotten, and another that nobody holds. */
class HeldJobsTest {
    private static final JobType MAIL = new JobType("mail");

    private final InMemoryStore store = new InMemoryStore(InstantSource.system());
    private final Store.Work work = store.work();
    private final Holding database = new Holding();
    private final List<JobEvent> told = new ArrayList<>();
    private final List<RunId> settled = new ArrayList<>();
    private final OutcomeBatcher outcomes = new OutcomeBatcher(
            database, database, new Events(List.of(told::add)), new Signal(), settled::add, this::handOver);
    private final Handovers handovers = new Handovers(database, outcomes, new Signal());
    private final List<Job> jobs = claimed();
    private final Job held = jobs.get(0);
    private final Job free = jobs.get(1);

    @Test
    void its_outcome_waits_alone_and_is_written_once_it_is_let_go() {
        database.held = held.id();
        complete(jobs);

        outcomes.step();
        assertThat(states()).containsExactly(JobState.RUNNING, JobState.COMPLETED);
        assertThat(settled).containsExactly(free.run());
        assertThat(outcomes.unwritten().count()).isEqualTo(1);
        assertThat(handovers.step()).isEqualTo(Duration.ofMillis(100));

        database.held = null;
        writeTheRest();
        assertThat(states()).containsOnly(JobState.COMPLETED);
        assertThat(settled).containsExactly(free.run(), held.run());
        assertThat(told).hasSize(2).allMatch(JobEvent.RunWritten.class::isInstance);
    }

    @Test
    void by_itself_it_does_not_hold_up_those_that_come_after_it() {
        database.held = held.id();
        complete(List.of(held));
        outcomes.step();

        complete(List.of(free));
        outcomes.step();

        assertThat(states()).containsExactly(JobState.RUNNING, JobState.COMPLETED);
    }

    @Test
    void what_was_told_and_took_effect_after_all_is_not_called_stale() {
        database.held = held.id();
        complete(jobs);
        outcomes.step();

        work.outcomes().write(List.of(new Outcomes.RunOutcome(held.id(), completed(held))));
        database.held = null;
        writeTheRest();

        assertThat(settled).containsExactly(free.run(), held.run());
        assertThat(told).hasSize(2).allMatch(JobEvent.RunWritten.class::isInstance);
        assertThat(((JobEvent.RunWritten) told.get(1)).outcome()).isEqualTo(completed(held));
    }

    @Test
    void while_the_database_is_away_all_are_kept() {
        database.isAway = true;
        complete(jobs);

        assertThatThrownBy(outcomes::step).isInstanceOf(QueueUnavailable.class);
        assertThat(outcomes.unwritten().count()).isEqualTo(2);

        database.isAway = false;
        outcomes.step();
        outcomes.step();
        assertThat(states()).containsOnly(JobState.COMPLETED);
        assertThat(outcomes.unwritten().count()).isZero();
    }

    @Test
    void what_was_written_is_not_called_stale_where_there_was_no_memory_for_the_answer() {
        database.isAnswerTooLarge = true;
        complete(jobs);

        assertThatThrownBy(outcomes::step).isInstanceOf(OutOfMemoryError.class);
        assertThat(outcomes.unwritten().count()).isEqualTo(2);
        database.isAnswerTooLarge = false;
        outcomes.step();

        assertThat(settled).containsExactly(held.run(), free.run());
        assertThat(told).hasSize(2).allMatch(JobEvent.RunWritten.class::isInstance);
        assertThat(outcomes.unwritten().count()).isZero();
    }

    @Test
    void when_nobody_holds_any_the_failure_stands() {
        database.isSlow = true;
        complete(jobs);

        assertThatThrownBy(outcomes::step).isInstanceOf(QueueUnavailable.class);
        assertThat(outcomes.unwritten().count()).isEqualTo(2);
        assertThat(settled).isEmpty();
    }

    private void handOver(Job job, Event.ByOwner outcome) {
        handovers.hold(job, outcome);
    }

    private void writeTheRest() {
        handovers.step();
        outcomes.step();
        assertThat(outcomes.unwritten().count()).isZero();
    }

    private void complete(List<Job> ended) {
        ended.forEach(job -> outcomes.submit(job, completed(job)));
    }

    private static Event.ByOwner completed(Job job) {
        return new Event.Complete(job.fence(), "sent");
    }

    private List<JobState> states() {
        return jobs.stream()
                .map(job -> store.admin().find(job.id()).orElseThrow().state())
                .toList();
    }

    private List<Job> claimed() {
        store.queue().enqueueAll(Collections.nCopies(2, NewJob.of(MAIL, Payload.EMPTY)));
        return work.claims()
                .claim(new Claims.Request(
                        new WorkerId("w"), QueueName.DEFAULT, Set.of(MAIL), 2, Duration.ofMinutes(5)));
    }

    /** A database in which statements wait for a row in vain, or for themselves. */
    private final class Holding implements Outcomes, Runs {
        private @Nullable JobId held;
        private boolean isSlow;
        private boolean isAway;
        private boolean isAnswerTooLarge;

        @Override
        public Map<JobId, JobState> write(List<RunOutcome> batch) {
            if (isAway || isSlow || batch.stream().anyMatch(each -> each.job().equals(held))) {
                throw away();
            }
            Map<JobId, JobState> written = work.outcomes().write(batch);
            if (isAnswerTooLarge) {
                throw new OutOfMemoryError("Java heap space");
            }
            return written;
        }

        @Override
        public Map<RunId, Fate> fates(Collection<RunId> asked) {
            if (isAway) {
                throw away();
            }
            Map<RunId, Fate> fates = new HashMap<>(work.runs().fates(asked));
            fates.replaceAll((run, fate) -> run.job().equals(held) ? Fate.IN_DOUBT : fate);
            return fates;
        }

        @Override
        public Set<RunId> cancelAsked(Collection<RunId> asked) {
            return work.runs().cancelAsked(asked);
        }

        private QueueUnavailable away() {
            return new QueueUnavailable("the database is not available: it took too long", new SQLException());
        }
    }
}
