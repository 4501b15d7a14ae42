package io.allyourbase.jobs.engine.run;

import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.handler.RetryAfter;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** What a handler's return, or what it threw, says of its run. */
final class Verdict {
    private static final int LONGEST_ERROR = 4_000;
    private static final int DEEPEST_CAUSE = 5;
    private static final String ROLLED_BACK = "the transaction in which the run was to complete was rolled back";

    private Verdict() {}

    /** @throws IllegalStateException when there is none */
    static Event.ByOwner of(Fence fence, Outcome outcome) {
        if (outcome instanceof Outcome.Snoozed snoozed) {
            return new Event.Snooze(fence, snoozed.delay().truncatedTo(ChronoUnit.MICROS));
        }
        if (outcome instanceof Outcome.Completed completed) {
            return new Event.Complete(fence, completed.report());
        }
        if (outcome instanceof Outcome.Canceled) {
            return new Event.Stop(fence);
        }
        throw new IllegalStateException("the handler returned no outcome");
    }

    static Event.ByOwner of(ActiveRun run, Throwable thrown, RandomGenerator random) {
        Fence fence = run.job().fence();
        if (run.cancelAsked() && !(thrown instanceof PermanentFailure)) {
            return new Event.Stop(fence);
        }
        if (run.isStopping()) {
            return new Event.Release(fence);
        }
        if (thrown instanceof PermanentFailure) {
            return new Event.FailForGood(fence, text(thrown));
        }
        if (thrown instanceof RetryAfter later) {
            return fail(run.job(), text(thrown), later.delay());
        }
        return failed(run, text(thrown), random);
    }

    static Event.ByOwner timedOut(ActiveRun run, RandomGenerator random) {
        String limit = run.handler().timeout().map(Duration::toString).orElse("");
        return failed(run, "timed out: the run took longer than " + limit, random);
    }

    /** A handler that says that it is done may not know that its transaction, and its work with it, was rolled back. */
    static Event.ByOwner ifRolledBack(ActiveRun run, Event.ByOwner outcome, RandomGenerator random) {
        return outcome instanceof Event.Complete ? failed(run, ROLLED_BACK, random) : outcome;
    }

    private static Event.ByOwner failed(ActiveRun run, String error, RandomGenerator random) {
        Job job = run.job();
        int attempt = job.attempts().used();
        try {
            return fail(job, error, run.handler().retryPolicy().waitAfter(attempt, random.nextDouble()));
        } catch (Throwable e) {
            String both = cut(error + "; and its backoff failed: " + text(e));
            return fail(job, both, RetryPolicy.DEFAULT.waitAfter(attempt, random.nextDouble()));
        }
    }

    private static Event.ByOwner fail(Job job, String error, Duration backoff) {
        return new Event.Fail(job.fence(), error, backoff.truncatedTo(ChronoUnit.MICROS));
    }

    /** The exception and what caused it, without the stack: that is in the log. Of one that can't be told, its class. */
    private static String text(Throwable thrown) {
        try {
            return told(thrown);
        } catch (Throwable e) {
            return thrown.getClass().getName() + ", whose message can't be read";
        }
    }

    private static String told(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST_CAUSE; depth++) {
            text.append(depth == 0 ? "" : "; caused by ").append(next);
            next = next.getCause();
        }
        return cut(text.toString().replace('\0', '\uFFFD'));
    }

    private static String cut(String whole) {
        return whole.length() <= LONGEST_ERROR ? whole : whole.substring(0, LONGEST_ERROR) + "…";
    }
}
