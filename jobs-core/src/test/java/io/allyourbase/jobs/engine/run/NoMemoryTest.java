package io.allyourbase.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.testing.ScarceList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Memory that is out at any moment leaves no run in nobody's hands: its lease would be renewed for ever. */
class NoMemoryTest extends RunsByHand {
    NoMemoryTest() {
        super(4);
    }

    @Test
    void jobs_of_a_claim_that_could_not_be_taken_are_unknown_here_and_can_be_given_back() {
        List<JobId> ids = Stream.generate(this::enqueue).limit(4).toList();
        int room = executor.room();

        // Each is looked at twice.
        for (int accesses = 0; accesses < 2 * ids.size(); accesses++) {
            List<Job> jobs = new ScarceList<>(claim("ours"), accesses);
            assertThatThrownBy(() -> executor.start(jobs, now, now + LEASE.toNanos()))
                    .isInstanceOf(OutOfMemoryError.class);

            assertThat(running.all()).isEmpty();
            assertThat(executor.inHand().count()).isZero();
            assertThat(executor.room()).isEqualTo(room);
            assertThat(work.claims().giveBackUnknown(new WorkerId("ours"), executor.known()))
                    .isEqualTo(ids.size());
            assertThat(ids).allSatisfy(id -> assertThat(find(id).state()).isEqualTo(JobState.QUEUED));
        }
        assertThat(threads).isEmpty();
    }

    @Test
    void runs_that_could_not_be_queued_are_not_counted() {
        enqueue();
        start();
        List<ActiveRun> runs = List.copyOf(running.all());
        Slots slots = new Slots(
                1,
                body -> {},
                new Slots.Body() {
                    @Override
                    public boolean begin(ActiveRun run, Thread on) {
                        return false;
                    }

                    @Override
                    public void finish(ActiveRun run) {}

                    @Override
                    public void abandon(ActiveRun run, Throwable cause) {}
                },
                () -> {});

        assertThatThrownBy(() -> slots.add(new ScarceList<>(runs, 0))).isInstanceOf(OutOfMemoryError.class);

        assertThat(slots.waiting()).isZero();
        assertThat(slots.inHand().count()).isZero();
        assertThat(slots.isShortOfThreads()).isFalse();
    }

    @Test
    void one_that_could_not_be_given_back_is_left_to_its_lease_and_the_others_wait_on() {
        enqueue();
        enqueue();
        RunExecutor mute = executorThatCannotTell();
        mute.start(claim("ours"), now, now + LEASE.toNanos());

        assertThatThrownBy(mute::giveBackWaiting).isInstanceOf(NullPointerException.class);

        assertThat(mute.inHand().count()).isEqualTo(1);
        assertThat(running.all()).containsExactly(mute.oldest());
    }

    @Test
    void one_whose_timeout_could_not_be_told_is_timed_out_at_the_next_look() {
        JobId id = enqueue();
        start();
        threads.remove().begin(thread);
        ActiveRun run = running.all().iterator().next();

        assertThatThrownBy(() -> executorThatCannotTell().timeOut(run)).isInstanceOf(NullPointerException.class);
        assertThat(run.isDecided()).isFalse();
        executor.timeOut(run);
        outcomes.step();

        assertThat(find(id).lastError().orElseThrow()).startsWith("timed out");
        assertThat(running.all()).isEmpty();
    }
}
