package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.lifecycle.Refusal;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store does when an operator has jobs run before their time. */
public abstract class RunNowContract extends StoreContract {
    private static final JobType SMS = new JobType("sms");
    private static final Duration LATER = Duration.ofHours(3);
    private static final int MANY = 120;

    @Test
    void a_job_in_its_backoff_is_due_now_and_otherwise_as_it_was() {
        JobId id = enqueue(job().priority(2).maxAttempts(5).idempotencyKey("k"));
        write(id, new Event.Fail(claimOne().fence(), "mailbox full", LATER));
        Job before = find(id);

        Decision decision = store.admin().runNow(id).orElseThrow();

        Job after = find(id);
        assertThat(decision).isEqualTo(new Decision.Moved(after));
        assertThat(after)
                .isEqualTo(before.with()
                        .runAt(after.updatedAt())
                        .updatedAt(after.updatedAt())
                        .build());
        assertThat(after.runAt()).isBetween(before.updatedAt(), before.runAt().minus(Duration.ofHours(1)));
        assertThat(store.queue().enqueue(job().idempotencyKey("k").build())).isEqualTo(new Enqueued.Duplicate(id));
        Job claimed = claimOne();
        assertThat(claimed.attempts().used()).isEqualTo(2);
        assertThat(claimed.fence()).isEqualTo(before.fence().next());
    }

    @Test
    void a_job_that_is_due_already_stays_as_it_is() {
        JobId id = enqueue();
        Job before = find(id);

        assertThat(store.admin().runNow(id)).contains(new Decision.Moved(before));

        assertThat(find(id)).isEqualTo(before);
    }

    @Test
    void delayed_jobs_that_match_are_due_now_oldest_first_up_to_the_limit() {
        JobId due = enqueue();
        JobId first = enqueue(job().delay(LATER));
        JobId second = enqueue(job().delay(LATER));
        JobId sms =
                store.queue().enqueue(NewJob.builder(SMS).delay(LATER).build()).id();
        List<Job> others = List.of(find(due), find(sms));
        JobFilter filter = JobFilter.ALL.type(TYPE);

        assertThat(store.bulk().countDelayed(filter.state(JobState.FAILED))).isEqualTo(2);
        assertThat(store.bulk().runNow(filter.state(JobState.FAILED), 1)).isEqualTo(1);
        assertThat(find(first).runAt()).isEqualTo(find(first).updatedAt());
        assertThat(find(second).runAt()).isAfter(find(second).updatedAt());

        assertThat(store.bulk().countDelayed(filter)).isEqualTo(1);
        assertThat(store.bulk().runNow(filter, 10)).isEqualTo(1);
        assertThat(store.bulk().countDelayed(filter)).isZero();
        assertThat(store.bulk().runNow(filter, 10)).isZero();
        assertThat(List.of(find(due), find(sms))).isEqualTo(others);
        assertThat(claim(10)).extracting(Job::id).containsExactlyInAnyOrder(due, first, second);
    }

    @Test
    void only_those_that_wait_for_their_time_are_meant_and_the_error_tells_them_apart() {
        Job failed = failed();
        Job completed = completed();
        enqueue();
        Job running = claimOne();
        JobId other = enqueue(job().delay(LATER));
        JobId backoff = enqueue();
        write(backoff, new Event.Fail(claimOne().fence(), "no such mailbox", LATER));

        assertThat(store.bulk().countDelayed(JobFilter.ALL)).isEqualTo(2);
        assertThat(store.bulk().runNow(JobFilter.ALL.error("MAILBOX"), 10)).isEqualTo(1);

        assertThat(claimOne().id()).isEqualTo(backoff);
        assertThat(store.bulk().runNow(JobFilter.ALL, 10)).isEqualTo(1);
        assertThat(claimOne().id()).isEqualTo(other);
        assertThat(List.of(find(failed.id()), find(completed.id()), find(running.id())))
                .isEqualTo(List.of(failed, completed, running));
    }

    /** Two operators have each of the jobs run, a third all of them, while three workers claim what is due. */
    @Test
    void however_many_have_a_job_run_now_it_runs_once() throws Exception {
        List<JobId> ids = store
                .queue()
                .enqueueAll(Collections.nCopies(MANY, job().delay(LATER).build()))
                .stream()
                .map(Enqueued::id)
                .toList();
        List<Job> claimed = new CopyOnWriteArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> all = new ArrayList<>();
            all.add(() -> runEach(ids));
            all.add(() -> runEach(ids));
            all.add(() -> store.bulk().runNow(JobFilter.ALL, MANY) <= MANY);
            for (int i = 1; i <= 3; i++) {
                WorkerId worker = new WorkerId("worker-" + i);
                all.add(() -> claimAll(worker, claimed));
            }
            for (Future<Boolean> each : threads.invokeAll(all)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(claimed).extracting(Job::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(claimed).extracting(Job::fence).containsOnly(new Fence(1));
        for (Job job : claimed) {
            assertThat(store.admin().runNow(job.id())).contains(new Decision.Refused(Refusal.WRONG_STATE));
            assertThat(find(job.id())).isEqualTo(job);
        }
    }

    /** Each is due now, unless a worker was quicker. */
    private boolean runEach(List<JobId> ids) {
        return ids.stream()
                .map(id -> store.admin().runNow(id).orElseThrow())
                .noneMatch(decision -> decision instanceof Decision.Moved moved
                        && moved.job().runAt().isAfter(moved.job().updatedAt()));
    }

    private boolean claimAll(WorkerId worker, List<Job> claimed) {
        Store.Work own = store.work();
        Claims.Request request = new Claims.Request(
                worker, request(1, LEASE).queues(), request(1, LEASE).types(), 7, LEASE);
        try {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                claimed.addAll(own.claims().claim(request));
                return claimed.size() >= MANY;
            });
        } finally {
            own.wakeups().close();
        }
        return true;
    }
}
