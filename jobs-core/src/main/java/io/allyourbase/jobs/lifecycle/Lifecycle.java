package io.allyourbase.jobs.lifecycle;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.FailedRun;
import io.allyourbase.jobs.job.FailedRun.End;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The state machine: the only transitions a job can make. Pure, with neither clock nor chance of its own. Stores
 * repeat it set-wise in their own language; one contract test walks every cell on each of them.
 */
public final class Lifecycle {
    private Lifecycle() {}

    /** What the event does to the job at the given time of the database's clock. */
    public static Decision decide(Job job, Event event, Instant now) {
        return event.match(new At(job, now));
    }

    private record At(Job job, Instant now) implements Event.Cases<Decision> {
        @Override
        public Decision claim(Event.Claim event) {
            if (job.state() != JobState.QUEUED) {
                return refused(Refusal.WRONG_STATE);
            }
            if (job.runAt().isAfter(now)) {
                return refused(Refusal.NOT_DUE);
            }
            return moved(to(JobState.RUNNING)
                    .attempts(job.attempts().next())
                    .fence(job.fence().next())
                    .lease(new Lease(event.worker(), now.plus(event.lease())))
                    .lastRunAt(now)
                    .lastWorker(event.worker()));
        }

        @Override
        public Decision complete(Event.Complete event) {
            return byOwner(
                    event.fence(),
                    () -> ended(JobState.COMPLETED).report(event.report().isEmpty() ? null : event.report()));
        }

        @Override
        public Decision fail(Event.Fail event) {
            return byOwner(event.fence(), () -> failed(event.error(), event.backoff(), End.BY_OWNER));
        }

        @Override
        public Decision failForGood(Event.FailForGood event) {
            return byOwner(event.fence(), () -> failure(ended(JobState.FAILED), event.error(), End.BY_OWNER));
        }

        @Override
        public Decision snooze(Event.Snooze event) {
            return byOwner(event.fence(), () -> givenBack(event.delay()));
        }

        @Override
        public Decision release(Event.Release event) {
            return byOwner(event.fence(), () -> givenBack(Duration.ZERO));
        }

        @Override
        public Decision stop(Event.Stop event) {
            return byOwner(event.fence(), () -> ended(JobState.CANCELED));
        }

        @Override
        public Decision leaseExpired(Event.LeaseExpired event) {
            if (job.state() != JobState.RUNNING) {
                return refused(Refusal.WRONG_STATE);
            }
            if (job.lease().orElseThrow().until().isAfter(now)) {
                return refused(Refusal.LEASE_HELD);
            }
            return moved(failed(Event.LeaseExpired.ERROR, Duration.ZERO, End.BY_RECOVERY));
        }

        @Override
        public Decision cancel(Event.Cancel event) {
            return switch (job.state()) {
                case QUEUED -> moved(ended(JobState.CANCELED));
                case RUNNING, COMPLETED, FAILED, CANCELED -> refused(Refusal.WRONG_STATE);
            };
        }

        @Override
        public Decision askCancel(Event.AskCancel event) {
            return switch (job.state()) {
                case QUEUED -> moved(ended(JobState.CANCELED));
                case RUNNING ->
                    moved(to(JobState.RUNNING).cancelAskedAt(job.cancelAskedAt().orElse(now)));
                case COMPLETED, FAILED, CANCELED -> refused(Refusal.WRONG_STATE);
            };
        }

        @Override
        public Decision retry(Event.Retry event) {
            return switch (job.state()) {
                case FAILED ->
                    moved(requeued(Duration.ZERO)
                            .attempts(job.attempts().reset())
                            .lastError(null)
                            .finishedAt(null));
                case QUEUED, RUNNING, COMPLETED, CANCELED -> refused(Refusal.WRONG_STATE);
            };
        }

        @Override
        public Decision runNow(Event.RunNow event) {
            return switch (job.state()) {
                case QUEUED ->
                    job.runAt().isAfter(now) ? moved(to(JobState.QUEUED).runAt(now)) : new Decision.Moved(job);
                case RUNNING, COMPLETED, FAILED, CANCELED -> refused(Refusal.WRONG_STATE);
            };
        }

        private Decision byOwner(Fence fence, Supplier<JobBuilder> move) {
            if (job.state() != JobState.RUNNING) {
                return refused(Refusal.WRONG_STATE);
            }
            return fence.equals(job.fence()) ? moved(move.get()) : refused(Refusal.STALE_FENCE);
        }

        private JobBuilder failed(String error, Duration backoff, End end) {
            Attempts attempts = job.attempts();
            return failure(attempts.spent() ? ended(JobState.FAILED) : requeued(backoff), error, end);
        }

        private JobBuilder failure(JobBuilder next, String error, End end) {
            return next.lastError(error)
                    .failedRun(new FailedRun(
                            job.fence(),
                            job.attempts().used(),
                            job.lease().orElseThrow().worker(),
                            job.lastRunAt().orElseThrow(),
                            now,
                            error,
                            end));
        }

        private JobBuilder givenBack(Duration delay) {
            JobBuilder next = requeued(delay);
            return job.cancelAskedAt().isPresent()
                    ? next
                    : next.attempts(job.attempts().givenBack());
        }

        /** What would go back to the queue is canceled instead once an operator asked for that. */
        private JobBuilder requeued(Duration delay) {
            return job.cancelAskedAt().isPresent()
                    ? ended(JobState.CANCELED)
                    : to(JobState.QUEUED).runAt(now.plus(delay)).lease(null);
        }

        private JobBuilder ended(JobState state) {
            JobBuilder next = to(state).lease(null).finishedAt(now);
            return state == JobState.CANCELED ? next : next.cancelAskedAt(null);
        }

        private JobBuilder to(JobState state) {
            return job.with().state(state).updatedAt(now);
        }

        private static Decision moved(JobBuilder next) {
            return new Decision.Moved(next.build());
        }

        private static Decision refused(Refusal reason) {
            return new Decision.Refused(reason);
        }
    }
}
