package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.error.ContentRefused;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outcomes that the database does not take, or not at once. */
class EngineOutcomeFaultsTest extends EngineHarness {
    @Test
    void finished_outcomes_are_kept_while_the_database_is_away() {
        Store.Work real = store.work();
        FlakyOutcomes outcomes = new FlakyOutcomes(real.outcomes());
        outcomes.away.set(true);
        List<JobId> ids = IntStream.range(0, 20).mapToObj(i -> enqueue("a" + i)).toList();

        start(
                real.with(outcomes),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));
        log.await(JobEvent.RunStarted.class, 20);
        log.await(JobEvent.LoopFailed.class);
        assertThat(store.stats().stats().completed()).isZero();
        outcomes.away.set(false);

        ids.forEach(id -> assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED));
        assertThat(log.all(JobEvent.RunStarted.class)).hasSize(20);
        log.await(JobEvent.LoopRecovered.class);
    }

    @Test
    void an_outcome_that_cannot_be_stored_does_not_hold_up_the_others() {
        Store.Work real = store.work();
        List<JobId> ids = IntStream.range(0, 50).mapToObj(i -> enqueue("a" + i)).toList();
        JobId poison = ids.get(17);

        start(
                real.with((Outcomes) batch -> {
                    if (batch.stream()
                            .anyMatch(each -> each.job().equals(poison) && each.event() instanceof Event.Complete)) {
                        throw new ContentRefused("the database refused a statement", new SQLException());
                    }
                    return real.outcomes().write(batch);
                }),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));

        ids.stream()
                .filter(id -> !id.equals(poison))
                .forEach(id -> assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED));
        assertThat(ended(poison).state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void an_outcome_that_is_refused_for_a_while_is_kept() {
        Store.Work real = store.work();
        AtomicBoolean refuses = new AtomicBoolean(true);
        List<JobId> ids = IntStream.range(0, 20).mapToObj(i -> enqueue("a" + i)).toList();

        start(
                real.with((Outcomes) batch -> {
                    if (refuses.get()) {
                        throw new JobsException("the database user lacks a right");
                    }
                    return real.outcomes().write(batch);
                }),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));
        log.await(JobEvent.RunStarted.class, 20);
        log.await(JobEvent.LoopFailed.class, 2);
        refuses.set(false);

        ids.forEach(id -> assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED));
        assertThat(log.all(JobEvent.RunStarted.class)).hasSize(20);
    }

    @Test
    void an_outcome_that_is_refused_again_and_again_is_left_and_does_not_hold_up_the_others() {
        Store.Work real = store.work();
        JobId damaged = enqueue("damaged");

        start(
                real.with((Outcomes) batch -> {
                    if (batch.stream().anyMatch(each -> each.job().equals(damaged))) {
                        // Another is to be written beside it each time.
                        enqueue("sound");
                        throw new JobsException("the database refused a statement (SQLSTATE XX001)");
                    }
                    return real.outcomes().write(batch);
                }),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));

        log.await(JobEvent.OutcomeUnstorable.class);
        await().until(() ->
                store.stats().stats().queued() + store.stats().stats().running() == 1);
        assertThat(store.stats().stats().completed()).isGreaterThanOrEqualTo(5);
        assertThat(log.all(JobEvent.OutcomeUnstorable.class))
                .extracting(each -> each.job().id())
                .containsExactly(damaged);
        assertThat(store.admin().find(damaged).orElseThrow().state()).isEqualTo(JobState.RUNNING);
    }
}
