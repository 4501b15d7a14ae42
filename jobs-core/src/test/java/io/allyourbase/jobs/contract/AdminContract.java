package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.job.RunRecord;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.lifecycle.Refusal;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.port.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store shows operators, and does for them. */
public abstract class AdminContract extends StoreContract {
    private static final JobId UNKNOWN = new JobId(UUID.fromString("00000000-0000-7000-8000-000000000000"));

    @Test
    void an_unknown_job_is_neither_found_nor_changed() {
        assertThat(store.admin().find(UNKNOWN)).isEmpty();
        assertThat(store.admin().retry(UNKNOWN)).isEmpty();
        assertThat(store.admin().runNow(UNKNOWN)).isEmpty();
        assertThat(store.admin().cancel(UNKNOWN)).isEmpty();
        assertThat(store.admin().askCancel(UNKNOWN)).isEmpty();
    }

    @Test
    void a_retried_job_is_as_new_but_for_its_fence_and_its_history() {
        Job failed = failed();

        Decision decision = store.admin().retry(failed.id()).orElseThrow();

        Job retried = find(failed.id());
        assertThat(decision).isEqualTo(new Decision.Moved(retried));
        assertThat(retried.state()).isEqualTo(JobState.QUEUED);
        assertThat(retried.attempts().used()).isZero();
        assertThat(retried.lastError()).isEmpty();
        assertThat(retried.finishedAt()).isEmpty();
        assertThat(retried.fence()).isEqualTo(failed.fence());
        assertThat(retried.failedRuns()).isEqualTo(failed.failedRuns());
        assertThat(claimOne().fence()).isEqualTo(failed.fence().next());
    }

    @Test
    void only_a_failed_job_is_retried_and_only_a_queued_one_canceled() {
        Job completed = completed();
        Decision refused = new Decision.Refused(Refusal.WRONG_STATE);

        assertThat(store.admin().retry(completed.id())).contains(refused);
        assertThat(store.admin().cancel(completed.id())).contains(refused);
        assertThat(find(completed.id())).isEqualTo(completed);
    }

    @Test
    void a_running_job_is_asked_to_end_and_never_goes_back_to_the_queue() {
        enqueue();
        Job running = claimOne();
        assertThat(work.runs().cancelAsked(List.of(running.run()))).isEmpty();

        Decision first = store.admin().askCancel(running.id()).orElseThrow();
        Job asked = find(running.id());
        store.admin().askCancel(running.id());

        assertThat(first).isEqualTo(new Decision.Moved(asked));
        assertThat(asked.state()).isEqualTo(JobState.RUNNING);
        assertThat(asked.cancelAskedAt())
                .isPresent()
                .isEqualTo(find(running.id()).cancelAskedAt());
        assertThat(work.runs().cancelAsked(List.of(running.run()))).containsExactly(running.run());
        assertThat(work.runs().cancelAsked(List.of(new RunId(running.id(), Fence.NONE))))
                .isEmpty();
        write(running.id(), new Event.Release(running.fence()));
        assertThat(find(running.id()).state()).isEqualTo(JobState.CANCELED);
        assertThat(find(running.id()).runs()).extracting(RunRecord::result).containsExactly(RunRecord.Result.CANCELED);
    }

    @Test
    void a_canceled_job_never_runs() {
        JobId id = enqueue();

        Decision decision = store.admin().cancel(id).orElseThrow();

        assertThat(decision).isEqualTo(new Decision.Moved(find(id)));
        assertThat(find(id).canceledAt()).isPresent();
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void pages_are_newest_first_and_none_is_missed_or_doubled() {
        List<JobId> ids = new ArrayList<>();
        ids.add(completed().id());
        ids.add(failed().id());
        store
                .queue()
                .enqueueAll(IntStream.range(0, 10).mapToObj(i -> job().build()).toList())
                .stream()
                .map(Enqueued::id)
                .forEach(ids::add);
        List<Job> everything =
                store.admin().list(JobFilter.ALL, PageRequest.first(100)).jobs();
        Collections.reverse(ids);
        assertThat(everything).extracting(Job::id).containsExactlyElementsOf(ids);

        List<Job> byCursor = new ArrayList<>();
        Optional<JobId> next = Optional.empty();
        do {
            JobAdmin.Page page = store.admin().list(JobFilter.ALL, new PageRequest(5, 0, next));
            byCursor.addAll(page.jobs());
            next = page.next();
        } while (next.isPresent());
        List<Job> byOffset = new ArrayList<>();
        for (int offset = 0; offset < 15; offset += 5) {
            byOffset.addAll(store.admin()
                    .list(JobFilter.ALL, new PageRequest(5, offset, Optional.empty()))
                    .jobs());
        }

        assertThat(byCursor).isEqualTo(everything);
        assertThat(byOffset).isEqualTo(everything);
    }

    @Test
    void a_full_last_page_has_no_next() {
        enqueue();
        enqueue();

        assertThat(store.admin().list(JobFilter.ALL, PageRequest.first(2)).next())
                .isEmpty();
        assertThat(store.admin().list(JobFilter.ALL, PageRequest.first(1)).next())
                .isPresent();
    }

    @Test
    void lists_are_filtered_by_state_and_type() {
        Job completed = completed();
        Job failed = failed();
        JobId queued = enqueue();
        JobType sms = new JobType("sms");
        JobId other = store.queue().enqueue(NewJob.builder(sms).build()).id();

        assertThat(ids(JobFilter.ALL.state(JobState.COMPLETED))).containsExactly(completed.id());
        assertThat(ids(JobFilter.ALL.state(JobState.FAILED))).containsExactly(failed.id());
        assertThat(ids(JobFilter.ALL.state(JobState.QUEUED))).containsExactlyInAnyOrder(queued, other);
        assertThat(ids(JobFilter.ALL.state(JobState.RUNNING))).isEmpty();
        assertThat(ids(JobFilter.ALL.type(sms))).containsExactly(other);
        assertThat(ids(JobFilter.ALL.type(sms).state(JobState.FAILED))).isEmpty();
    }

    @Test
    void lists_are_filtered_by_queue_creation_and_error() {
        Job failed = failed();
        Job other = find(enqueue(job().queue(new QueueName("bulk"))));

        assertThat(ids(JobFilter.ALL.queue(new QueueName("bulk")))).containsExactly(other.id());
        assertThat(ids(JobFilter.ALL.createdAfter(failed.createdAt()))).containsExactly(other.id(), failed.id());
        assertThat(ids(JobFilter.ALL.createdAfter(failed.createdAt().plusNanos(1_000))))
                .containsExactly(other.id());
        assertThat(ids(JobFilter.ALL.createdBefore(other.createdAt()))).containsExactly(failed.id());
        assertThat(ids(JobFilter.ALL.createdBefore(failed.createdAt()))).isEmpty();
        assertThat(ids(JobFilter.ALL.error("NO SUCH mail"))).containsExactly(failed.id());
        assertThat(ids(JobFilter.ALL.error("no such%"))).isEmpty();
        assertThat(ids(JobFilter.ALL.error("no such").state(JobState.FAILED).type(TYPE)))
                .containsExactly(failed.id());
    }

    @Test
    void every_kind_of_list_pages_without_missing_or_doubling() {
        IntStream.range(0, 3).forEach(i -> {
            completed();
            failed();
            store.admin().cancel(enqueue());
            enqueue();
            claimOne();
        });
        IntStream.range(0, 3).forEach(i -> enqueue());

        List<JobFilter> filters = new ArrayList<>(List.of(JobFilter.ALL));
        for (JobState state : JobState.values()) {
            filters.add(JobFilter.ALL.state(state));
        }
        for (JobFilter filter : List.copyOf(filters)) {
            filters.add(filter.type(TYPE));
        }

        for (JobFilter filter : filters) {
            List<JobId> all = ids(filter);
            assertThat(all).as(filter.toString()).hasSize(filter.state().isPresent() ? 3 : 15);
            assertThat(paged(filter, 2)).as(filter.toString()).isEqualTo(all);
        }
    }

    @Test
    void one_of_a_type_is_found_among_many_that_run_since() {
        JobType sms = new JobType("sms");
        JobId oldest = store.queue().enqueue(NewJob.builder(sms).build()).id();
        work.claims().claim(new Claims.Request(WORKER, QueueName.DEFAULT, Set.of(sms), 1, LEASE));
        IntStream.range(0, 12).forEach(i -> enqueue());
        assertThat(claim(12)).hasSize(12);

        assertThat(paged(JobFilter.ALL.state(JobState.RUNNING).type(sms), 10)).containsExactly(oldest);
    }

    private List<JobId> paged(JobFilter filter, int limit) {
        List<JobId> ids = new ArrayList<>();
        Optional<JobId> next = Optional.empty();
        do {
            JobAdmin.Page page = store.admin().list(filter, new PageRequest(limit, 0, next));
            page.jobs().forEach(job -> ids.add(job.id()));
            next = page.next();
        } while (next.isPresent());
        return ids;
    }

    @Test
    void a_jobs_runs_tell_who_ran_it_and_how_each_ended() {
        JobId id = enqueue();
        Job first = claimOne();
        write(id, new Event.Fail(first.fence(), "mailbox full", Duration.ZERO));
        Job second = claimOne();

        List<RunRecord> running = find(id).runs();
        write(id, new Event.Complete(second.fence(), "sent"));
        List<RunRecord> completed = find(id).runs();

        assertThat(running)
                .extracting(RunRecord::result)
                .containsExactly(RunRecord.Result.FAILED, RunRecord.Result.RUNNING);
        assertThat(running.get(0).error()).contains("mailbox full");
        assertThat(running.get(1).endedAt()).isEmpty();
        assertThat(completed)
                .extracting(RunRecord::result)
                .containsExactly(RunRecord.Result.FAILED, RunRecord.Result.COMPLETED);
        assertThat(completed).extracting(RunRecord::worker).containsOnly(Optional.of(WORKER));
        assertThat(completed.get(1).endedAt()).isEqualTo(find(id).finishedAt());
        assertThat(completed).extracting(RunRecord::attempt).containsExactly(1, 2);
    }

    @Test
    void stats_count_every_state() {
        assertThat(store.stats().stats()).isEqualTo(new JobStats.Stats(0, 0, 0, 0, 0, Optional.empty(), Counts.NONE));
        completed();
        completed();
        failed();
        store.admin().retry(failed().id());
        enqueue();
        claim(2);
        store.admin().cancel(enqueue());
        enqueue(job().delay(Duration.ofHours(1)));

        assertThat(store.stats().stats()).isEqualTo(new JobStats.Stats(1, 2, 2, 1, 1, Optional.empty(), Counts.NONE));
    }

    @Test
    void the_oldest_age_is_that_of_the_job_due_longest() {
        enqueue(job().delay(Duration.ofHours(1)));
        assertThat(store.stats().stats().oldestQueuedAge()).isEmpty();

        Job longDue = find(enqueue(job().runAt(Instant.parse("2001-01-01T00:00:00Z"))));
        enqueue();

        assertThat(store.stats().stats().oldestQueuedAge().orElseThrow())
                .isGreaterThanOrEqualTo(Duration.between(longDue.runAt(), longDue.createdAt()))
                .isLessThan(
                        Duration.between(longDue.runAt(), longDue.createdAt().plus(Duration.ofHours(1))));
    }

    private List<JobId> ids(JobFilter filter) {
        return store.admin().list(filter, PageRequest.first(100)).jobs().stream()
                .map(Job::id)
                .toList();
    }
}
