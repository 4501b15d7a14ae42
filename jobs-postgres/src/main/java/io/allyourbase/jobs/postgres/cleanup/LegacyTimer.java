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

    private final Loops loops;

    private LegacyTimer(Loops loops) {
        this.loops = loops;
    }

    /** Starts it. */
    public static LegacyTimer start(Database database) {
        Loop.Setting setting = new Loop.Setting(Threads.daemons("ayb-jobs"), new Events(List.of()), new Random());
        Loops loops = new Loops(setting);
        loops.start("legacy timer", () -> prune(database), new Signal());
        return new LegacyTimer(loops);
    }

    private static Duration prune(Database database) {
        Expired deliveries = Expired.deliveries(BuiltInJobs.DEFAULT_RETENTION_HOURS);
        if (deliveries.exists(database)) {
            deliveries.deleteAll(database, () -> {});
        }
        return PAUSE;
    }

    @Override
    public void close() {
        loops.close();
    }
}
