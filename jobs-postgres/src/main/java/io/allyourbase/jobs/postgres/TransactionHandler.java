package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.handler.Run;
import java.sql.Connection;

/**
 * Does a job's work in the transaction that completes its run: what it does on the connection happens exactly once.
 *
 * @param <P> the payload's type
 */
@FunctionalInterface
public interface TransactionHandler<P> {
    /**
     * Does the work. Returning completes the run and commits; throwing rolls back, and costs one attempt as in any
     * handler. The connection is the queue's to commit and to close.
     */
    void handle(P payload, Run run, Connection connection) throws Exception;
}
