package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store's claims behind a gate. */
record HeldClaims(Claims claims, Gate gate) implements Claims {
    @Override
    public List<Job> claim(Request request) {
        gate.pass();
        return claims.claim(request);
    }

    @Override
    public Optional<Duration> untilNextDue(Request request) {
        return claims.untilNextDue(request);
    }

    @Override
    public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
        return claims.giveBackUnknown(worker, known);
    }
}
