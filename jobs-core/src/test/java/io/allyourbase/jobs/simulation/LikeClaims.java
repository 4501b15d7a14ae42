package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Claims as they are, for a mutation to change one thing of. */
class LikeClaims implements Claims {
    private final Claims claims;

    LikeClaims(Claims claims) {
        this.claims = claims;
    }

    @Override
    public List<Job> claim(Request request) {
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
