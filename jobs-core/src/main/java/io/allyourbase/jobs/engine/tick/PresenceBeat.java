package io.allyourbase.jobs.engine.tick;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.port.Presence;
import java.time.Duration;

/** Says that this worker is at work, several times within the patience of those who look. */
public final class PresenceBeat implements Step {
    private static final Duration PAUSE = Presence.PATIENCE.dividedBy(3);

    private final Presence presence;
    private final Presence.Worker worker;
    private final Loop.Setting setting;

    public PresenceBeat(Presence presence, Presence.Worker worker, Loop.Setting setting) {
        this.presence = presence;
        this.worker = worker;
        this.setting = setting;
    }

    @Override
    public Duration step() {
        presence.beat(worker);
        return setting.jittered(PAUSE);
    }
}
