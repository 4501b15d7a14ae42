package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.lifecycle.Lifecycle;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every cell of the state machine, state by event by fence by attempts left, done to a stored job and compared with
 * {@link Lifecycle}: what keeps a store's own words for the transitions from drifting away from it.
 */
public abstract class LifecycleContract extends StoreContract {
    @TestFactory
    Stream<DynamicTest> every_cell_is_as_the_state_machine_decides() {
        List<DynamicTest> cells = new ArrayList<>();
        for (JobState state : JobState.values()) {
            for (Cell cell : Cell.values()) {
                cells.add(cell(state + " " + cell + ", attempts left", cell, job -> jobIn(state, 3, job)));
                cells.add(cell(state + " " + cell + ", none left", cell, job -> jobIn(state, 2, job)));
            }
        }
        for (Cell cell : Cell.values()) {
            cells.add(cell("asked to end " + cell + ", attempts left", cell, job -> asked(3, job)));
            cells.add(cell("asked to end " + cell + ", none left", cell, job -> asked(2, job)));
        }
        return cells.stream();
    }

    private DynamicTest cell(String name, Cell cell, Function<Duration, Job> before) {
        return DynamicTest.dynamicTest(
                name, () -> check(before.apply(cell == Cell.LEASE_EXPIRED ? NO_LEASE : LEASE), cell));
    }

    /** What is done to the job, and how the machine calls it. */
    private enum Cell {
        CLAIM,
        LEASE_EXPIRED,
        CANCEL,
        ASK_CANCEL,
        RETRY,
        RUN_NOW,
        COMPLETE,
        COMPLETE_WITH_REPORT,
        FAIL,
        FAIL_WITHOUT_A_WORD,
        FAIL_FOR_GOOD,
        SNOOZE,
        RELEASE,
        STOP,
        STALE_COMPLETE,
        STALE_FAIL,
        STALE_FAIL_FOR_GOOD,
        STALE_SNOOZE,
        STALE_RELEASE,
        STALE_STOP
    }

    @Test
    void a_batch_of_all_outcomes_is_decided_job_by_job() {
        List<Outcomes.RunOutcome> outcomes = new ArrayList<>();
        List<Job> before = new ArrayList<>();
        for (Cell cell : Cell.values()) {
            enqueue(job().maxAttempts(2));
            Job running = claimOne();
            Optional<Event.ByOwner> event = outcome(cell, running);
            if (event.isPresent()) {
                before.add(running);
                outcomes.add(new Outcomes.RunOutcome(running.id(), event.get()));
            } else {
                write(running.id(), new Event.Complete(running.fence(), ""));
            }
        }

        Map<JobId, JobState> written = work.outcomes().write(outcomes);

        for (int i = 0; i < outcomes.size(); i++) {
            Job after = find(before.get(i).id());
            Decision decision = Lifecycle.decide(before.get(i), outcomes.get(i).event(), after.updatedAt());
            assertThat(after).isEqualTo(expected(before.get(i), decision));
            assertThat(Optional.ofNullable(written.get(after.id())))
                    .isEqualTo(decision instanceof Decision.Moved ? Optional.of(after.state()) : Optional.empty());
        }
    }

    /** The job has had two runs of its budget, or one and waits for the second. */
    private void check(Job before, Cell cell) {
        boolean moved = happen(cell, before);

        Job after = find(before.id());
        Decision decision = Lifecycle.decide(before, event(cell, before), nowOf(before, after, moved));
        assertThat(moved).isEqualTo(decision instanceof Decision.Moved);
        assertThat(after).isEqualTo(expected(before, decision));
        // The next cell starts with no job to claim.
        claim(10);
    }

    private Job jobIn(JobState state, int maxAttempts, Duration lease) {
        JobId id = enqueue(job().maxAttempts(maxAttempts));
        Job first = claimOne();
        write(id, new Event.Fail(first.fence(), "first", Duration.ZERO));
        if (state == JobState.QUEUED) {
            return find(id);
        }
        if (state == JobState.CANCELED) {
            store.admin().cancel(id);
            return find(id);
        }
        Job second = work.claims().claim(request(1, lease)).get(0);
        switch (state) {
            case COMPLETED -> write(id, new Event.Complete(second.fence(), "done"));
            case FAILED -> write(id, new Event.FailForGood(second.fence(), "broken"));
            case QUEUED, RUNNING, CANCELED -> {}
        }
        return find(id);
    }

    /** A running job whose run was asked to end. */
    private Job asked(int maxAttempts, Duration lease) {
        Job running = jobIn(JobState.RUNNING, maxAttempts, lease);
        store.admin().askCancel(running.id());
        return find(running.id());
    }

    private boolean happen(Cell cell, Job before) {
        return switch (cell) {
            case CLAIM -> !claim(10).isEmpty();
            case CANCEL -> moved(store.admin().cancel(before.id()));
            case ASK_CANCEL -> moved(store.admin().askCancel(before.id()));
            case RETRY -> moved(store.admin().retry(before.id()));
            case RUN_NOW -> moved(store.admin().runNow(before.id()));
            case LEASE_EXPIRED -> recovers(before);
            default -> writes(before.id(), outcome(cell, before).orElseThrow());
        };
    }

    private boolean writes(JobId id, Event.ByOwner event) {
        Map<JobId, JobState> written = write(id, event);
        assertThat(written.values()).allMatch(find(id).state()::equals);
        return written.containsKey(id);
    }

    private boolean recovers(Job before) {
        if (before.state() != JobState.RUNNING) {
            return !work.leases().recover(10).isEmpty();
        }
        await().until(() -> work.leases().recover(10).size() == 1);
        return true;
    }

    private static boolean moved(Optional<Decision> decision) {
        return decision.orElseThrow() instanceof Decision.Moved;
    }

    private static Event event(Cell cell, Job job) {
        return switch (cell) {
            case CLAIM -> new Event.Claim(WORKER, LEASE);
            case CANCEL -> new Event.Cancel();
            case ASK_CANCEL -> new Event.AskCancel();
            case RETRY -> new Event.Retry();
            case RUN_NOW -> new Event.RunNow();
            case LEASE_EXPIRED -> new Event.LeaseExpired();
            default -> outcome(cell, job).orElseThrow();
        };
    }

    private static Optional<Event.ByOwner> outcome(Cell cell, Job job) {
        Fence fence = job.fence();
        Fence stale = new Fence(fence.value() - 1);
        // Longer than all cells together take.
        Duration delay = Duration.ofHours(3);
        return switch (cell) {
            case CLAIM, CANCEL, ASK_CANCEL, RETRY, RUN_NOW, LEASE_EXPIRED -> Optional.empty();
            case COMPLETE -> Optional.of(new Event.Complete(fence, ""));
            case COMPLETE_WITH_REPORT -> Optional.of(new Event.Complete(fence, "3 rows"));
            case FAIL -> Optional.of(new Event.Fail(fence, "mailbox full", delay));
            case FAIL_WITHOUT_A_WORD -> Optional.of(new Event.Fail(fence, "", delay));
            case FAIL_FOR_GOOD -> Optional.of(new Event.FailForGood(fence, "no such mailbox"));
            case SNOOZE -> Optional.of(new Event.Snooze(fence, delay));
            case RELEASE -> Optional.of(new Event.Release(fence));
            case STOP -> Optional.of(new Event.Stop(fence));
            case STALE_COMPLETE -> Optional.of(new Event.Complete(stale, "stale"));
            case STALE_FAIL -> Optional.of(new Event.Fail(stale, "stale", delay));
            case STALE_FAIL_FOR_GOOD -> Optional.of(new Event.FailForGood(stale, "stale"));
            case STALE_SNOOZE -> Optional.of(new Event.Snooze(stale, delay));
            case STALE_RELEASE -> Optional.of(new Event.Release(stale));
            case STALE_STOP -> Optional.of(new Event.Stop(stale));
        };
    }

    /** The time at which the store decided; a refusal leaves no trace of it, so any that is late enough serves. */
    private static Instant nowOf(Job before, Job after, boolean moved) {
        return moved ? after.updatedAt() : before.updatedAt().plus(Duration.ofDays(1));
    }

    private static Job expected(Job before, Decision decision) {
        return decision instanceof Decision.Moved moved ? moved.job() : before;
    }
}
