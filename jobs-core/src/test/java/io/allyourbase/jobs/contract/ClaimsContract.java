package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store does when a worker asks for jobs. */
public abstract class ClaimsContract extends StoreContract {
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    void a_claimed_job_is_running_and_leased() {
        JobId id = enqueue();

        Job claimed = claimOne();

        assertThat(claimed.id()).isEqualTo(id);
        assertThat(claimed.state()).isEqualTo(JobState.RUNNING);
        assertThat(claimed.attempts()).isEqualTo(new Attempts(1, 4));
        assertThat(claimed.fence()).isEqualTo(new Fence(1));
        assertThat(claimed.lastRunAt()).contains(claimed.updatedAt());
        assertThat(claimed.lease().orElseThrow().worker()).isEqualTo(WORKER);
        assertThat(claimed.lease().orElseThrow().until())
                .isEqualTo(claimed.updatedAt().plus(LEASE));
        assertThat(find(id)).isEqualTo(claimed);
    }

    @Test
    void a_job_is_claimed_once() {
        enqueue();

        assertThat(claim(10)).hasSize(1);
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void the_most_urgent_come_first_and_then_the_longest_due() {
        JobId late = enqueue(job().runAt(LONG_AGO.plusSeconds(2)));
        JobId early = enqueue(job().runAt(LONG_AGO));
        JobId urgent = enqueue(job().priority(1));
        JobId middle = enqueue(job().runAt(LONG_AGO.plusSeconds(1)));
        JobId idle = enqueue(job().priority(9).runAt(LONG_AGO));

        assertThat(claim(2)).extracting(Job::id).containsExactlyInAnyOrder(urgent, early);
        assertThat(claim(2)).extracting(Job::id).containsExactlyInAnyOrder(middle, late);
        assertThat(claim(2)).extracting(Job::id).containsExactly(idle);
    }

    @Test
    void no_more_are_claimed_than_asked_for() {
        enqueue();
        enqueue();
        enqueue();

        assertThat(claim(2)).hasSize(2);
        assertThat(claim(2)).hasSize(1);
    }

    @Test
    void what_a_worker_holds_and_does_not_know_of_goes_back_with_its_attempt() {
        enqueue();
        enqueue();
        List<Job> held = claim(2);
        Job known = held.get(0);
        Job unknown = held.get(1);
        enqueue();
        Claims.Request others = new Claims.Request(new WorkerId("worker-2"), QueueName.DEFAULT, Set.of(TYPE), 1, LEASE);
        Job another = work.claims().claim(others).get(0);

        assertThat(work.claims().giveBackUnknown(WORKER, Set.of(known.run()))).isEqualTo(1);

        assertThat(find(known.id())).isEqualTo(known);
        assertThat(find(another.id())).isEqualTo(another);
        Job back = find(unknown.id());
        assertThat(back.attempts().used()).isZero();
        assertThat(back.fence()).isEqualTo(unknown.fence());
        assertThat(back.lease()).isEmpty();
        Job claimed = claimOne();
        assertThat(claimed.fence()).isEqualTo(unknown.fence().next());
        assertThat(work.claims().giveBackUnknown(WORKER, Set.of(known.run(), claimed.run())))
                .isZero();
    }

    @Test
    void to_know_an_older_run_of_a_job_is_not_to_know_the_job() {
        enqueue();
        Job older = claimOne();
        write(older.id(), new Event.Release(older.fence()));
        Job newer = claimOne();

        assertThat(work.claims().giveBackUnknown(WORKER, Set.of(older.run()))).isEqualTo(1);

        assertThat(find(newer.id()).state()).isEqualTo(JobState.QUEUED);
        assertThat(find(newer.id()).attempts().used()).isZero();
    }

    @Test
    void what_a_worker_no_longer_holds_is_left_to_recovery() {
        enqueue();
        Job ended = work.claims().claim(request(1, NO_LEASE)).get(0);
        await().until(() -> work.leases().untilNextExpiry(Duration.ZERO).isPresent());

        assertThat(work.claims().giveBackUnknown(WORKER, Set.of())).isZero();

        assertThat(find(ended.id())).isEqualTo(ended);
        assertThat(work.leases().recover(1)).hasSize(1);
    }

    @Test
    void a_job_that_is_not_due_waits() {
        enqueue(job().delay(Duration.ofHours(1)));

        assertThat(claim(10)).isEmpty();
    }

    @Test
    void another_type_or_queue_waits_untouched() {
        JobId id = enqueue();

        Claims.Request otherType = new Claims.Request(WORKER, QueueName.DEFAULT, Set.of(new JobType("sms")), 10, LEASE);
        Claims.Request otherQueue = new Claims.Request(WORKER, new QueueName("slow"), Set.of(TYPE), 10, LEASE);
        Claims.Request noType = new Claims.Request(WORKER, QueueName.DEFAULT, Set.of(), 10, LEASE);

        for (Claims.Request request : List.of(otherType, otherQueue, noType)) {
            assertThat(work.claims().claim(request)).isEmpty();
            assertThat(work.claims().untilNextDue(request)).isEmpty();
        }
        assertThat(find(id).attempts()).isEqualTo(new Attempts(0, 4));
    }

    @Test
    void the_time_until_the_next_due_job_is_told() {
        Claims.Request request = request(1, LEASE);
        assertThat(work.claims().untilNextDue(request)).isEmpty();

        enqueue(job().delay(Duration.ofHours(2)));
        assertThat(work.claims().untilNextDue(request).orElseThrow())
                .isBetween(Duration.ofMinutes(119), Duration.ofHours(2));

        enqueue();
        assertThat(work.claims().untilNextDue(request)).contains(Duration.ZERO);
    }
}
