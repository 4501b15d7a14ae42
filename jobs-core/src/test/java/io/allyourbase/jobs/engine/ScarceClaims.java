package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.testing.ScarceList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store's claims, of which there is no memory for the second half of what has to be done with the first answer. */
final class ScarceClaims implements Claims {
    private final Claims claims;
    private boolean isScarce = true;

    ScarceClaims(Claims claims) {
        this.claims = claims;
    }

    @Override
    public List<Job> claim(Request request) {
        List<Job> jobs = claims.claim(request);
        if (jobs.isEmpty() || !isScarce) {
            return jobs;
        }
        isScarce = false;
        return new ScarceList<>(jobs, jobs.size() + jobs.size() / 2);
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
