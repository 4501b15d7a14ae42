package io.allyourbase.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One slot, whose runs begin and end when a test says so. */
class RunExecutorTest extends RunsByHand {
    RunExecutorTest() {
        super(1);
    }

    @Test
    void a_run_that_cannot_be_begun_is_left_to_its_lease_and_gives_its_slot_back() {
        enqueue();
        JobId second = enqueue();
        start();
        isOutOfMemory = true;

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        slot.finish();

        assertThat(started()).containsExactly(second);
        assertThat(executor.inHand().count()).isZero();
        assertThat(running.all()).hasSize(1);
    }

    @Test
    void a_run_that_cannot_be_ended_is_left_to_its_lease_and_gives_its_slot_back() {
        enqueue();
        JobId second = enqueue();
        start();

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        isOutOfMemory = true;
        slot.finish();
        assertThat(slot.begin(thread)).isTrue();
        slot.finish();
        assertThat(slot.begin(thread)).isFalse();

        outcomes.step();
        assertThat(find(second).state()).isEqualTo(JobState.COMPLETED);
        assertThat(executor.inHand().count()).isZero();
        assertThat(running.all()).isEmpty();
    }

    @Test
    void a_run_whose_lease_ended_while_it_waited_goes_back_unbegun() {
        JobId first = enqueue();
        JobId second = enqueue();
        start();

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        now = LEASE.toNanos();
        slot.finish();
        assertThat(slot.begin(thread)).isFalse();
        outcomes.step();

        assertThat(started()).containsExactly(first);
        assertThat(find(first).state()).isEqualTo(JobState.COMPLETED);
        assertThat(find(second).state()).isEqualTo(JobState.QUEUED);
        assertThat(find(second).attempts().used()).isZero();
        assertThat(executor.inHand().count()).isZero();
        assertThat(running.all()).isEmpty();
    }

    @Test
    void a_run_that_another_has_taken_back_while_it_waited_is_not_begun_and_counts_as_no_stale_write() {
        JobId first = enqueue();
        JobId second = enqueue();
        start();

        Slot slot = threads.remove();
        assertThat(slot.begin(thread)).isTrue();
        clock.advance(LEASE);
        work.leases().recover(10);
        claim("another");
        running.all().forEach(run -> run.lose(now));
        slot.finish();
        assertThat(slot.begin(thread)).isFalse();
        outcomes.step();

        assertThat(started()).containsExactly(first);
        assertThat(find(second).state()).isEqualTo(JobState.RUNNING);
        assertThat(find(second).fence().value()).isEqualTo(2);
        assertThat(incidents.counts().staleWritesRefused()).isEqualTo(1);
    }

    @Test
    void a_run_that_was_decided_while_it_waited_is_not_begun() {
        enqueue();
        start();
        executor.releaseAll();

        assertThat(threads.remove().begin(thread)).isFalse();

        assertThat(started()).isEmpty();
        assertThat(executor.inHand().count()).isZero();
    }

    @Test
    void a_handler_whose_lease_is_lost_is_interrupted_once_and_counted_once() {
        enqueue();
        start();
        AtomicInteger interrupts = new AtomicInteger();
        Thread counting = new Thread() {
            @Override
            public void interrupt() {
                interrupts.incrementAndGet();
            }
        };
        threads.remove().begin(counting);
        Deadlines deadlines =
                new Deadlines(running, executor, events, new Alarm(new Signal()), this::nanoTime, LEASE.dividedBy(6));

        now = LEASE.toNanos();
        deadlines.step();
        deadlines.step();

        assertThat(interrupts).hasValue(1);
        assertThat(incidents.counts().leasesLost()).isEqualTo(1);
    }
}
