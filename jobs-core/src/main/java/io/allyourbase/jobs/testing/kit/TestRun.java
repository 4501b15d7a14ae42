package io.allyourbase.jobs.testing.kit;

import io.allyourbase.jobs.event.RunEnd;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import java.util.Optional;

/**
 * A run that {@link TestJobs#runDue} made.
 *
 * @param job as the run left it: its state, when it is due again, its error or report
 * @param end what the run came to
 * @param thrown what ended the handler; present, too, when its payload could not be read or it returned null
 */
public record TestRun(Job job, RunEnd end, Optional<Throwable> thrown) {
    public JobId id() {
        return job.id();
    }

    public JobType type() {
        return job.type();
    }

    /**
     * Does nothing when the handler returned; {@code jobs.runDue().forEach(TestRun::orThrow)} is for a test in which
     * every handler must.
     *
     * @throws AssertionError when the handler threw, with what it threw as its cause
     */
    public void orThrow() {
        thrown.ifPresent(cause -> {
            throw new AssertionError(toString(), cause);
        });
    }

    /** In a line, such as a failed assertion prints. */
    @Override
    public String toString() {
        String when = end == RunEnd.RETRIED || end == RunEnd.SNOOZED ? " until " + job.runAt() : "";
        return job.type() + " job " + job.id() + " " + end.word() + when
                + thrown.map(cause -> ", for it threw " + cause).orElse("");
    }
}
