package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobFilter;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store does to many jobs at once. */
public abstract class BulkContract extends StoreContract {
    private static final JobType SMS = new JobType("sms");

    @Test
    void failed_jobs_that_match_are_retried_oldest_first_up_to_the_limit() {
        Job first = failed();
        Job second = failed();
        completed();

        assertThat(store.bulk().count(JobFilter.ALL.state(JobState.FAILED))).isEqualTo(2);
        assertThat(store.bulk().retry(JobFilter.ALL, 1)).isEqualTo(1);

        assertThat(store.stats().stats().failed()).isEqualTo(1);
        assertThat(store.stats().stats().queued()).isEqualTo(1);
        assertThat(store.bulk().retry(JobFilter.ALL, 10)).isEqualTo(1);
        assertThat(store.bulk().retry(JobFilter.ALL, 10)).isZero();
        assertThat(find(first.id()).attempts().used()).isZero();
        assertThat(claim(10)).extracting(Job::id).containsExactlyInAnyOrder(first.id(), second.id());
    }

    @Test
    void queued_jobs_that_match_are_canceled_and_no_others() {
        JobId mail = enqueue();
        JobId bulk = enqueue(job().queue(new QueueName("bulk")));
        JobId sms = store.queue().enqueue(NewJob.builder(SMS).build()).id();
        Job failed = failedFirst();

        assertThat(store.bulk().cancel(JobFilter.ALL.type(SMS), 10)).isEqualTo(1);
        assertThat(store.bulk().cancel(JobFilter.ALL.queue(new QueueName("bulk")), 10))
                .isEqualTo(1);

        assertThat(find(sms).state()).isEqualTo(JobState.CANCELED);
        assertThat(find(bulk).state()).isEqualTo(JobState.CANCELED);
        assertThat(find(mail).state()).isEqualTo(JobState.QUEUED);
        assertThat(find(failed.id())).isEqualTo(failed);
        assertThat(store.stats().stats().canceled()).isEqualTo(2);
    }

    @Test
    void jobs_that_match_are_withdrawn_begun_or_not_and_each_running_one_is_asked_once() {
        enqueue();
        Job running = claimOne();
        JobId queued = enqueue();
        JobId sms = store.queue().enqueue(NewJob.builder(SMS).build()).id();
        JobFilter filter = JobFilter.ALL.type(TYPE);

        assertThat(store.bulk().countUnasked(filter.state(JobState.FAILED))).isEqualTo(2);
        assertThat(store.bulk().askCancel(filter, 1)).isEqualTo(1);
        assertThat(find(running.id()).cancelAskedAt()).isPresent();
        assertThat(find(running.id()).state()).isEqualTo(JobState.RUNNING);
        assertThat(find(queued).state()).isEqualTo(JobState.QUEUED);

        assertThat(store.bulk().countUnasked(filter)).isEqualTo(1);
        assertThat(store.bulk().askCancel(filter, 10)).isEqualTo(1);
        assertThat(find(queued).state()).isEqualTo(JobState.CANCELED);
        assertThat(store.bulk().askCancel(filter, 10)).isZero();
        assertThat(find(sms).state()).isEqualTo(JobState.QUEUED);
        assertThat(work.runs().cancelAsked(List.of(running.run()))).containsExactly(running.run());
    }

    @Test
    void counts_tell_what_each_filter_means() {
        Job failed = failed();
        completed();
        enqueue();

        assertThat(count(JobFilter.ALL)).isEqualTo(3);
        assertThat(count(JobFilter.ALL.state(JobState.QUEUED))).isEqualTo(1);
        assertThat(count(JobFilter.ALL.state(JobState.COMPLETED))).isEqualTo(1);
        assertThat(count(JobFilter.ALL.state(JobState.FAILED).error("MAILBOX"))).isEqualTo(1);
        assertThat(count(JobFilter.ALL.state(JobState.FAILED).error("disk"))).isZero();
        assertThat(count(JobFilter.ALL.state(JobState.FAILED).createdBefore(failed.createdAt())))
                .isZero();
        assertThat(count(JobFilter.ALL.type(SMS))).isZero();
    }

    @Test
    void a_limit_out_of_range_is_refused() {
        for (int limit : new int[] {0, -1, BulkActions.MAX_LIMIT + 1}) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> store.bulk().retry(JobFilter.ALL, limit),
                    () -> store.bulk().runNow(JobFilter.ALL, limit))) {
                assertThatThrownBy(call)
                        .isInstanceOf(InvalidInput.class)
                        .hasMessage("limit " + limit + " is not allowed; must be from 1 to 10000");
            }
        }
    }

    @Test
    void nothing_matching_changes_nothing() {
        Job failed = failed();

        assertThat(store.bulk().retry(JobFilter.ALL.type(SMS), 10)).isZero();
        assertThat(store.bulk().cancel(JobFilter.ALL, 10)).isZero();
        assertThat(find(failed.id())).isEqualTo(failed);
        assertThat(store.stats().stats().oldestQueuedAge()).isEqualTo(Optional.empty());
    }

    private Job failedFirst() {
        JobId id = enqueue(job().priority(1));
        Job job = claim(1).get(0);
        write(id, new Event.FailForGood(job.fence(), "no such mailbox"));
        return find(id);
    }

    private long count(JobFilter filter) {
        return store.bulk().count(filter);
    }
}
