package io.allyourbase.jobs.engine.tick;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.port.Retention;
import java.time.Duration;

/** Keeps the history in order: at start, and every few minutes. */
public final class RetentionSweep implements Step {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Retention retention;
    private final Duration keep;
    private final Loop.Setting setting;

    public RetentionSweep(Retention retention, Duration keep, Loop.Setting setting) {
        this.retention = retention;
        this.keep = keep;
        this.setting = setting;
    }

    @Override
    public Duration step() {
        retention.sweep(keep);
        return setting.jittered(PAUSE);
    }
}
