package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobInsight;
import io.allyourbase.jobs.port.JobQueue;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.port.Schedules;
import io.allyourbase.jobs.port.Store;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A store that keeps its jobs in this process, for tests of handlers and of what enqueues. It does what the state
 * machine says and passes the tests that every store passes, but nothing survives the process. Safe for use by many
 * threads, and by several engines.
 */
public final class InMemoryStore implements Store {
    final InMemoryTables tables;

    /**
     * An empty store.
     *
     * @param clock stands for the database's; a {@link ManualClock} lets a test decide when a job is due
     */
    public InMemoryStore(InstantSource clock) {
        this(clock, RandomGenerator.of("SplittableRandom"));
    }

    /** An empty store whose ids are made with that random generator, so that they can be made again. */
    public InMemoryStore(InstantSource clock, RandomGenerator random) {
        this.tables = new InMemoryTables(clock, new JobIds(clock, random));
    }

    @Override
    public JobQueue queue() {
        return new InMemoryQueue(tables);
    }

    @Override
    public Work work() {
        InMemoryRuns runs = new InMemoryRuns(tables);
        InMemoryWakeups wakeups = new InMemoryWakeups(tables);
        tables.addWakeups(wakeups);
        return new Work(
                runs,
                runs,
                runs,
                runs,
                new InMemoryTicks(tables),
                new InMemoryRetention(tables),
                wakeups,
                new InMemoryPresence(tables));
    }

    @Override
    public JobAdmin admin() {
        return new InMemoryAdmin(tables);
    }

    @Override
    public JobStats stats() {
        return new InMemoryAdmin(tables);
    }

    @Override
    public BulkActions bulk() {
        return new InMemoryBulk(tables);
    }

    @Override
    public JobInsight insight() {
        return new InMemoryInsight(tables);
    }

    @Override
    public Schedules schedules() {
        return new InMemorySchedules(tables);
    }
}
