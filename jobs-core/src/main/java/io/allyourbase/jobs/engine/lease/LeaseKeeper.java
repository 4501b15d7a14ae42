package io.allyourbase.jobs.engine.lease;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.engine.run.ActiveRun;
import io.allyourbase.jobs.engine.run.RunningJobs;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Leases;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.port.Runs.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Renews the leases of all runs of this process, every third of a lease, and tells those that have lost theirs. */
public final class LeaseKeeper implements Step {
    private static final int CHUNK = 1_000;

    private final Leases leases;
    private final Runs fates;
    private final RunningJobs running;
    private final Events events;
    private final LongSupplier nanoTime;
    private final Duration lease;

    public LeaseKeeper(
            Leases leases, Runs fates, RunningJobs running, Events events, LongSupplier nanoTime, Duration lease) {
        this.leases = leases;
        this.fates = fates;
        this.running = running;
        this.events = events;
        this.nanoTime = nanoTime;
        this.lease = lease;
    }

    @Override
    public Duration step() {
        List<ActiveRun> runs = new ArrayList<>(running.all());
        // Its handler's own transaction holds the row: a renewal would only pass it over.
        runs.removeIf(ActiveRun::isHandedOver);
        boolean isAllSettled = true;
        for (int from = 0; from < runs.size(); from += CHUNK) {
            isAllSettled &= renew(runs.subList(from, Math.min(runs.size(), from + CHUNK)));
        }
        return lease.dividedBy(isAllSettled ? 3 : 12);
    }

    /** A short lease must not end for that the database was away for a moment. */
    @Override
    public Duration longestBackoff() {
        Duration some = lease.dividedBy(6);
        Duration usual = Step.super.longestBackoff();
        return some.compareTo(usual) < 0 ? some : usual;
    }

    /** False when some are neither renewed nor lost, for their jobs were being written just then. */
    private boolean renew(List<ActiveRun> runs) {
        // The database's lease starts after this, so this process never believes in one that has ended there.
        long asked = nanoTime.getAsLong();
        Set<RunId> renewed =
                leases.renew(runs.stream().map(run -> run.job().run()).toList(), lease);
        List<ActiveRun> others = new ArrayList<>();
        for (ActiveRun run : runs) {
            if (renewed.contains(run.job().run())) {
                run.leased(asked + lease.toNanos());
            } else if (!run.isDecided() && !run.isHandedOver()) {
                others.add(run);
            }
        }
        return others.isEmpty() || loseThoseThatAreLost(others);
    }

    /** True when all of them are. */
    private boolean loseThoseThatAreLost(List<ActiveRun> runs) {
        Map<RunId, Fate> known =
                fates.fates(runs.stream().map(run -> run.job().run()).toList());
        List<ActiveRun> lost = runs.stream()
                .filter(run -> known.get(run.job().run()) == Fate.LOST)
                .toList();
        long now = nanoTime.getAsLong();
        lost.stream()
                .filter(run -> run.lose(now))
                .forEach(run -> events.emit(new JobEvent.RunLeaseLost(run.job().run())));
        return lost.size() == runs.size();
    }
}
