package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store's claims, the first of which is given up and takes effect only after the first look for what it took. */
final class LateClaims implements Claims {
    private final Claims claims;
    private final List<Request> underWay = new ArrayList<>();
    private boolean hasBegun;

    LateClaims(Claims claims) {
        this.claims = claims;
    }

    @Override
    public synchronized List<Job> claim(Request request) {
        if (hasBegun) {
            return claims.claim(request);
        }
        hasBegun = true;
        underWay.add(request);
        throw new QueueUnavailable("the database is not available: it did not answer", new SQLException());
    }

    @Override
    public Optional<Duration> untilNextDue(Request request) {
        return claims.untilNextDue(request);
    }

    @Override
    public synchronized int giveBackUnknown(WorkerId worker, Set<RunId> known) {
        int found = claims.giveBackUnknown(worker, known);
        underWay.forEach(claims::claim);
        underWay.clear();
        return found;
    }
}
