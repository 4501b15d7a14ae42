package io.allyourbase.jobs.handler;

/**
 * Does a job's work. Called by many threads at once, and possibly more than once for a job: it must be idempotent.
 *
 * @param <P> the payload's type
 */
@FunctionalInterface
public interface Handler<P> {
    /**
     * Does the work. Returning means done. Whatever is thrown costs one attempt; {@link PermanentFailure} ends the job
     * as failed at once. The thread is interrupted when the run times out, loses its lease, an operator asks for its
     * cancellation ({@link Run#cancelAsked}), or the engine shuts down and its grace is over.
     */
    void handle(P payload, Run run) throws Exception;
}
