package io.allyourbase.jobs.engine.lease;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.port.Leases;
import java.time.Duration;
import java.util.List;

/** Takes back jobs whose lease ran out, whoever held it: at start, and then every few seconds. */
public final class LeaseRecovery implements Step {
    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

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
        List<Leases.Recovered> recovered = leases.recover(BATCH);
        recovered.forEach(each -> setting.events().emit(new JobEvent.JobRecovered(each.run(), each.state())));
        return recovered.size() == BATCH ? Duration.ZERO : setting.jittered(pause);
    }
}
