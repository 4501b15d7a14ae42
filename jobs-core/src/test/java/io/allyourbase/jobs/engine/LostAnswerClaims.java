package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A store's claims behind a database that goes away once; unless said, after it took jobs, before it could say so. */
final class LostAnswerClaims implements Claims {
    final AtomicBoolean hasLost = new AtomicBoolean();
    final AtomicBoolean hasFoundNone = new AtomicBoolean();
    /** Whether what it holds unknowingly can't be given back. */
    final AtomicBoolean away = new AtomicBoolean();
    /** For the next job that is due, and answered. */
    final AtomicInteger looksAhead = new AtomicInteger();
    /** For what it holds unknowingly. */
    final AtomicInteger looks = new AtomicInteger();

    private final Claims claims;
    private final Loses loses;

    /** Which answer, or, of a claim after one that found none, what asks for it. */
    enum Loses {
        FIRST_CLAIM,
        LATER_REQUEST,
        FIRST_LOOK,
        SECOND_LOOK
    }

    LostAnswerClaims(Claims claims) {
        this(claims, Loses.FIRST_CLAIM);
    }

    LostAnswerClaims(Claims claims, Loses loses) {
        this.claims = claims;
        this.loses = loses;
    }

    private void lose(Loses what) {
        if (what == loses && hasLost.compareAndSet(false, true)) {
            throw away();
        }
    }

    private static QueueUnavailable away() {
        return new QueueUnavailable("the database is not available: connection reset", new SQLException());
    }

    @Override
    public List<Job> claim(Request request) {
        if (hasFoundNone.get()) {
            lose(Loses.LATER_REQUEST);
        }
        List<Job> jobs = claims.claim(request);
        if (jobs.isEmpty()) {
            hasFoundNone.set(true);
        } else {
            lose(Loses.FIRST_CLAIM);
        }
        return jobs;
    }

    @Override
    public Optional<Duration> untilNextDue(Request request) {
        lose(looksAhead.get() == 0 ? Loses.FIRST_LOOK : Loses.SECOND_LOOK);
        Optional<Duration> next = claims.untilNextDue(request);
        looksAhead.incrementAndGet();
        return next;
    }

    @Override
    public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
        looks.incrementAndGet();
        if (away.get()) {
            throw away();
        }
        return claims.giveBackUnknown(worker, known);
    }
}
