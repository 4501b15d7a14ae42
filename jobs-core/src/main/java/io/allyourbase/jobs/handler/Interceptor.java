package io.allyourbase.jobs.handler;

/**
 * Goes around every handler, on the handler's own thread: for traces, logging contexts and error reports. Safe for use by
 * many threads.
 */
@FunctionalInterface
public interface Interceptor {
    /**
     * Calls what is inside, once, and answers what it answers. What it throws is told as what the handler threw, also
     * where the payload could not be read; to swallow it makes a failed run a completed one.
     *
     * @param run whose job has the payload, undecoded
     */
    Outcome around(Run run, Call inside) throws Exception;

    /** The handler, or the next interceptor around it. */
    @FunctionalInterface
    interface Call {
        Outcome proceed() throws Exception;
    }
}
