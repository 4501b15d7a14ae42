package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.job.RunRecord;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Leases.Recovered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store does to keep the leases of live workers and take back those of dead ones. */
public abstract class LeasesContract extends StoreContract {
    @Test
    void a_renewed_lease_ends_later_and_nothing_else_changes() {
        enqueue();
        Job before = claimOne();

        Set<RunId> renewed = work.leases().renew(List.of(before.run()), Duration.ofHours(3));

        Job after = find(before.id());
        assertThat(renewed).containsExactly(before.run());
        assertThat(after.lease().orElseThrow().until())
                .isAfter(before.lease().orElseThrow().until().plus(Duration.ofHours(2)));
        assertThat(after.fence()).isEqualTo(before.fence());
        assertThat(after.attempts()).isEqualTo(before.attempts());
    }

    @Test
    void only_the_owner_renews() {
        enqueue();
        Job running = claimOne();
        Job ended = completed();
        RunId stale = new RunId(running.id(), Fence.NONE);

        assertThat(work.leases().renew(List.of(stale, ended.run()), Duration.ofHours(3)))
                .isEmpty();
        assertThat(find(running.id())).isEqualTo(running);
        assertThat(work.leases().renew(List.of(), LEASE)).isEmpty();
    }

    @Test
    void an_expired_lease_gives_the_job_back_with_the_reason() {
        JobId id = enqueue();
        Job run = work.claims().claim(request(1, NO_LEASE)).get(0);

        assertThat(recovered(1)).containsExactly(new Recovered(run.run(), JobState.QUEUED));

        Job back = find(id);
        assertThat(back.state()).isEqualTo(JobState.QUEUED);
        assertThat(back.lease()).isEmpty();
        assertThat(back.lastError()).contains(Event.LeaseExpired.ERROR);
        assertThat(back.attempts().used()).isEqualTo(1);
        assertThat(back.failedRuns()).hasSize(1);
        assertThat(back.runs()).extracting(RunRecord::result).containsExactly(RunRecord.Result.RECOVERED);
        Job again = claimOne();
        assertThat(again.fence()).isEqualTo(new Fence(2));
        assertThat(again.repeatsRecovered()).isTrue();
    }

    @Test
    void a_job_whose_worker_dies_each_time_ends_failed() {
        JobId id = enqueue(job().maxAttempts(2));

        work.claims().claim(request(1, NO_LEASE));
        assertThat(recovered(1)).extracting(Recovered::state).containsExactly(JobState.QUEUED);
        work.claims().claim(request(1, NO_LEASE));
        assertThat(recovered(1)).extracting(Recovered::state).containsExactly(JobState.FAILED);

        Job failed = find(id);
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.lastError()).contains(Event.LeaseExpired.ERROR);
        assertThat(failed.failedRuns()).hasSize(2);
        assertThat(failed.finishedAt()).isPresent();
    }

    @Test
    void live_leases_are_left_alone_and_batches_are_bounded() {
        enqueue();
        Job live = claimOne();
        enqueue();
        enqueue();
        enqueue();
        assertThat(work.claims().claim(request(10, NO_LEASE))).hasSize(3);

        // Claimed together, so they expire together.
        await().until(() -> work.leases().recover(2).size() == 2);
        assertThat(recovered(1)).hasSize(1);
        assertThat(work.leases().recover(10)).isEmpty();
        assertThat(find(live.id())).isEqualTo(live);
    }

    @Test
    void it_is_known_when_the_first_lease_ends() {
        assertThat(work.leases().untilNextExpiry(Duration.ofDays(1))).isEmpty();
        enqueue();
        enqueue();
        work.claims().claim(request(1, Duration.ofHours(2)));
        work.claims().claim(request(1, Duration.ofHours(1)));

        assertThat(work.leases().untilNextExpiry(Duration.ofDays(1)))
                .hasValueSatisfying(next -> assertThat(next).isBetween(Duration.ofMinutes(50), Duration.ofHours(1)));
        assertThat(work.leases().untilNextExpiry(Duration.ofMinutes(30))).isEmpty();

        enqueue();
        work.claims().claim(request(1, NO_LEASE));
        await().until(() -> work.leases().untilNextExpiry(Duration.ZERO).equals(Optional.of(Duration.ZERO)));
    }

    private List<Recovered> recovered(int count) {
        List<Recovered> recovered = new ArrayList<>();
        await().until(() -> {
            recovered.addAll(work.leases().recover(10));
            return recovered.size() >= count;
        });
        return recovered;
    }
}
