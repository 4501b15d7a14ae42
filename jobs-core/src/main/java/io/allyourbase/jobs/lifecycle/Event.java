package io.allyourbase.jobs.lifecycle;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Duration;

/** What can happen to a job. */
public sealed interface Event {
    /** Answers with the case for this event; a new event does not compile until every visitor decides it. */
    <R> R match(Cases<R> cases);

    /** A worker takes a due job. */
    record Claim(WorkerId worker, Duration lease) implements Event {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.claim(this);
        }
    }

    /** Its lease ran out: the worker is dead, cut off or too slow. */
    record LeaseExpired() implements Event {
        /** What the job's error then says. */
        public static final String ERROR = "the lease expired while the job was running: its worker died, "
                + "lost the database, or stopped for longer than the lease";

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leaseExpired(this);
        }
    }

    /** An operator withdraws a job that has not started. */
    record Cancel() implements Event {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cancel(this);
        }
    }

    /** An operator withdraws a job, begun or not: one that has begun is asked to end, and does not go back to the queue. */
    record AskCancel() implements Event {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.askCancel(this);
        }
    }

    /** An operator gives a failed job a fresh budget. */
    record Retry() implements Event {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.retry(this);
        }
    }

    /** An operator has a queued job run before its time: it is due now. One that is due already stays as it is. */
    record RunNow() implements Event {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.runNow(this);
        }
    }

    /** What a run's owner says of it. Refused when the fence is not the job's own. */
    sealed interface ByOwner extends Event {
        Fence fence();
    }

    /** The run did its work; the report, which may be empty, says what. */
    record Complete(Fence fence, String report) implements ByOwner {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.complete(this);
        }
    }

    /** The run failed; the next may start after the backoff, if an attempt is left. */
    record Fail(Fence fence, String error, Duration backoff) implements ByOwner {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fail(this);
        }
    }

    /** The run failed in a way that no other attempt can mend. */
    record FailForGood(Fence fence, String error) implements ByOwner {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failForGood(this);
        }
    }

    /** The handler asks to be run again later; the attempt does not count. */
    record Snooze(Fence fence, Duration delay) implements ByOwner {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.snooze(this);
        }
    }

    /** The worker shuts down and hands the job back; the attempt does not count. */
    record Release(Fence fence) implements ByOwner {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.release(this);
        }
    }

    /** The run ended because it was asked to stop. */
    record Stop(Fence fence) implements ByOwner {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stop(this);
        }
    }

    /** One answer for each event. */
    interface Cases<R> {
        R claim(Claim event);

        R leaseExpired(LeaseExpired event);

        R cancel(Cancel event);

        R askCancel(AskCancel event);

        R retry(Retry event);

        R runNow(RunNow event);

        R complete(Complete event);

        R fail(Fail event);

        R failForGood(FailForGood event);

        R snooze(Snooze event);

        R release(Release event);

        R stop(Stop event);
    }
}
