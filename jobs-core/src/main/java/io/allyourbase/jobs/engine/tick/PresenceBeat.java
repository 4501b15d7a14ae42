package io.allyourbase.jobs.engine.tick;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.Presence;
import java.time.Duration;

/** Says that this worker is at work, several times within the patience of those who look. */
public final class PresenceBeat implements Step {
    private static final Duration PAUSE = Presence.PATIENCE.dividedBy(3);

    private final Presence presence;
    private final Presence.Worker worker;
    private final Incidents incidents;
    private final Loop.Setting setting;

    public PresenceBeat(Presence presence, Presence.Worker worker, Incidents incidents, Loop.Setting setting) {
        this.presence = presence;
        this.worker = worker;
        this.incidents = incidents;
        this.setting = setting;
    }

    @Override
    public Duration step() {
        presence.beat(worker.counting(incidents.counts()));
        return setting.jittered(PAUSE);
    }

    /** Says, when all else is done, that this worker is going; and before that, what it counted since the last beat. */
    public void leave() {
        if (!incidents.counts().equals(Counts.NONE)) {
            step();
        }
        presence.leave(worker.id());
    }
}
