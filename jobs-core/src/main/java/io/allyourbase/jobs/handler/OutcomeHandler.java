package io.allyourbase.jobs.handler;

/**
 * A {@link Handler} that also says how it ended: with a report, or snoozed.
 *
 * @param <P> the payload's type
 */
@FunctionalInterface
public interface OutcomeHandler<P> {
    /** As {@link Handler#handle}. To return null is to throw. */
    Outcome handle(P payload, Run run) throws Exception;
}
