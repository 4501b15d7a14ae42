package io.allyourbase.jobs.postgres.cleanup;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Loops;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.loop.Threads;
import io.allyourbase.jobs.postgres.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Prunes webhook deliveries where no schedule does: at start and every hour, so that retention never silently stops. */
public final class LegacyTimer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Database database;
    private final Loops loops;
    private volatile boolean isClosed;

    private LegacyTimer(Database database, Loops loops) {
        this.database = database;
        this.loops = loops;
    }

    /** Starts it. */
    public static LegacyTimer start(Database database) {
        Loop.Setting setting = new Loop.Setting(Threads.daemons("ayb-jobs"), new Events(List.of()), new Random());
        LegacyTimer timer = new LegacyTimer(database, new Loops(setting));
        timer.loops.start("legacy timer", timer::prune, new Signal());
        return timer;
    }

    private Duration prune() {
        Expired deliveries = Expired.deliveries(BuiltInJobs.DEFAULT_RETENTION_HOURS);
        if (deliveries.exists(database)) {
            deliveries.deleteAll(database, () -> !isClosed);
        }
        return PAUSE;
    }

    @Override
    public void close() {
        isClosed = true;
        loops.close();
    }
}
