package io.allyourbase.jobs.engine.lease;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.port.Leases;
import java.time.Duration;
import java.util.List;

/**
 * Takes back jobs whose lease ran out, whoever held it: at start, and as soon as one ends. A worker whose leases are
 * shorter than this one's may have one end that could not be foreseen, so that it looks every few seconds.
 */
public final class LeaseRecovery implements Step {
    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A jittered pause may end a little before the lease. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final Leases leases;
    private final Loop.Setting setting;
    private final Duration pause;

    public LeaseRecovery(Leases leases, Loop.Setting setting, Duration lease) {
        this.leases = leases;
        this.setting = setting;
        this.pause = lease.compareTo(LONGEST_PAUSE) < 0 ? lease : LONGEST_PAUSE;
    }

    @Override
    public Duration step() {
        Duration next = leases.untilNextExpiry(pause).orElse(pause);
        if (next.isZero()) {
            return takeBack();
        }
        return setting.jittered(next.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : next);
    }

    private Duration takeBack() {
        List<Leases.Recovered> recovered = leases.recover(BATCH);
        recovered.forEach(each -> setting.events().emit(new JobEvent.JobRecovered(each.run(), each.state())));
        boolean isHeld = recovered.isEmpty();
        return isHeld ? setting.jittered(pause) : Duration.ZERO;
    }
}
