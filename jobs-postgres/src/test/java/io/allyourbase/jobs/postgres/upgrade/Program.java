package io.allyourbase.jobs.postgres.upgrade;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program that uses some release of the library. Knows only the JDK's types, so that programs of two releases can be
 * told the same things.
 */
public interface Program extends AutoCloseable {
    /** Fails once, then completes. */
    String FLAKY = "flaky";

    /** Fails for good. */
    String HOPELESS = "hopeless";

    /** Brings the schema to its version; answers the versions applied. */
    List<Integer> migrate();

    /** Starts to run jobs of {@link #FLAKY}, of {@link #HOPELESS} and of these types. */
    void start(Set<String> types);

    /** Why it is not healthy, as it says itself. */
    Optional<String> problem();

    /** Enqueues a job; answers its id. */
    String enqueue(String type);

    /** The same, by an idempotency key. */
    String enqueueOnce(String type, String key);

    /** The payloads' ids of what it ran, in the order in which it ran them. */
    List<String> ran();

    /** Takes a job of the type as a worker does that dies at once; answers its id. */
    String claimAndDie(String type);

    /** Makes a schedule of once a year, which catches up on whatever it missed. */
    void schedule(String name, String type);

    /** The names of all schedules. */
    List<String> schedules();

    /** Every job there is, as it lists them: {@code id type state attempts}. */
    List<String> list();

    /** The job's state and last error. */
    String find(String id);

    void retry(String id);

    void cancel(String id);

    /** How many jobs there are: queued, running, completed, failed, canceled. */
    String stats();

    /** Does retention's work. */
    void sweep();

    @Override
    void close();
}
