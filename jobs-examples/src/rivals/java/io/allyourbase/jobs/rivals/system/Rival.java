package io.allyourbase.jobs.rivals.system;

import java.util.List;
import java.util.function.IntConsumer;

/** A job system, installed in an empty database, whose jobs carry a number and do nothing else. */
interface Rival {
    /** Handlers at once, for each system. */
    int WORKERS = 50;

    /** Enqueues a job for each number, in the way that is fastest by its own documentation. */
    void enqueueAll(List<Integer> numbers) throws Exception;

    /** Enqueues one job. */
    void enqueue(int number) throws Exception;

    /** Starts to run jobs. */
    void work() throws Exception;

    /** Stops to run jobs, and gives back what it holds. */
    void close() throws Exception;

    /** Installs the system there; its handler gives each job's number to the consumer. */
    @FunctionalInterface
    interface Opener {
        Rival open(String jdbcUrl, IntConsumer handler) throws Exception;
    }
}
