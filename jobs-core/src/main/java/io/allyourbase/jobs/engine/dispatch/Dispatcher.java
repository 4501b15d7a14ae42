package io.allyourbase.jobs.engine.dispatch;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.engine.run.RunExecutor;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims as many jobs as the executor takes. Wakes on a hint, on a freed slot, at the next known due time, and on a
 * jittered poll that alone suffices. Where nothing was found, freed slots are no reason to look again.
 */
public final class Dispatcher implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST_NAP = Duration.ofMillis(500);
    private static final Duration UNTIL_SIGNALLED = Duration.ofHours(1);
    private static final Duration UNTIL_ANSWERED = Duration.ofMillis(50);
    private static final int FEWEST_UNWRITTEN = 4_000;

    private final Claims claims;
    private final List<QueueName> queues;
    private final Function<Slice, Claims.Request> request;
    private final RunExecutor executor;
    private final OutcomeBatcher outcomes;
    private final JobsConfig config;
    private final Loop.Setting setting;
    private final LongSupplier nanoTime;
    private final LostClaims lost;
    private int turn;
    /** Whether the last look found jobs: there may be more. */
    private boolean foundSome = true;

    private long nextLookAt;
    private final DueAgain dueAgain;
    private volatile boolean hinted;
    private volatile boolean isAtWork;
    private volatile boolean isStopped;
    private boolean isSettled;
    /** Whether the last look for lost claims failed: that is told once. */
    private boolean isLookFailing;

    /** So many jobs of these queues. */
    public record Slice(List<QueueName> queues, int limit) {}

    /** Where jobs come from, and where they go. */
    public record Links(Claims claims, RunExecutor executor, OutcomeBatcher outcomes) {}

    /** @param request what this worker asks for */
    public Dispatcher(
            Links links,
            List<QueueName> queues,
            Function<Slice, Claims.Request> request,
            JobsConfig config,
            Loop.Setting setting,
            LongSupplier nanoTime) {
        this.claims = links.claims;
        this.executor = links.executor;
        this.outcomes = links.outcomes;
        this.queues = List.copyOf(queues);
        this.request = request;
        this.config = config;
        this.setting = setting;
        this.nanoTime = nanoTime;
        WorkerId worker = request.apply(new Slice(this.queues, 1)).worker();
        this.lost = new LostClaims(claims, worker, config.leaseDuration(), nanoTime);
        this.dueAgain = new DueAgain(nanoTime, config.pollInterval());
        // The clock may stand below zero.
        this.nextLookAt = nanoTime.getAsLong();
    }

    /** A queue got a job. */
    void hint() {
        hinted = true;
    }

    /** A job that this process ran is in the queue again. Nobody hints at those. */
    public void expect(Event.ByOwner outcome) {
        dueAgain.expect(outcome);
    }

    @Override
    public Duration step() {
        // In this order: who stops it looks at the first after the second, so that one of the two sees the other.
        isAtWork = true;
        try {
            return isStopped ? UNTIL_SIGNALLED : dispatch();
        } finally {
            isAtWork = false;
        }
    }

    private Duration dispatch() {
        executor.giveBackStale();
        if (lost.isTimeToLook()) {
            lookForLost();
        }
        int room = room();
        if (room <= 0) {
            return LONGEST_NAP;
        }
        if (dueAgain.take()) {
            hinted = true;
        }
        if (isTimeToLook()) {
            look(room);
        }
        long left = dueAgain.sooner(nextLookAt) - nanoTime.getAsLong();
        return shorter(Duration.ofNanos(Math.max(0, left)), LONGEST_NAP);
    }

    private boolean isTimeToLook() {
        return foundSome || hinted || nanoTime.getAsLong() - nextLookAt >= 0;
    }

    private void look(int room) {
        boolean isPoll = !foundSome && !hinted;
        hinted = false;
        // Until it is known: a claim that fails is made again, and need not wait for the next poll.
        foundSome = !isPoll;
        Duration poll = setting.jittered(config.pollInterval());
        // An idle process asks one question: when the next job is due.
        Duration next = isPoll ? untilNextDue(poll) : Duration.ZERO;
        boolean isAny = next.isZero() && !isStopped && claim(room) > 0;
        if (!isAny && !isPoll) {
            next = untilNextDue(poll);
        }
        foundSome = isAny;
        // One that came in between is looked for at once; one that is due but held by another is polled for.
        boolean isHeld = isPoll && next.isZero();
        Duration pause = foundSome || isHeld ? poll : shorter(next, poll);
        nextLookAt = nanoTime.getAsLong() + pause.toNanos();
    }

    private Duration untilNextDue(Duration otherwise) {
        return claims.untilNextDue(request.apply(new Slice(queues, 1))).orElse(otherwise);
    }

    /** None while so much is unwritten that more would only pile up, or fill the memory. */
    private int room() {
        long slots = config.workerConcurrency();
        long most = Math.min(Math.max(FEWEST_UNWRITTEN, 4 * slots), 2 * slots + executor.worthHolding());
        return outcomes.unwritten().count() > most ? 0 : executor.room();
    }

    /** Another queue first each time, so that a full one never starves the rest. */
    private List<QueueName> rotated() {
        if (queues.size() < 2) {
            return queues;
        }
        List<QueueName> order = new ArrayList<>(queues);
        turn = (turn + 1) % queues.size();
        Collections.rotate(order, turn);
        return order;
    }

    private int claim(int limit) {
        Claims.Request wanted = request.apply(new Slice(rotated(), limit));
        // The database's lease starts after this.
        long asked = nanoTime.getAsLong();
        try {
            return taken(claims.claim(wanted), asked);
        } catch (OutOfMemoryError e) {
            // Its payloads may be far larger than those before: the next claim is a small one, which tells.
            executor.stall();
            lost.add();
            throw e;
        } catch (RuntimeException | Error e) {
            lost.add();
            throw e;
        }
    }

    private int taken(List<Job> jobs, long asked) {
        long leaseEndsAt = asked + config.leaseDuration().toNanos();
        if (isStopped) {
            executor.giveBack(jobs, asked, leaseEndsAt);
        } else {
            executor.start(jobs, asked, leaseEndsAt);
        }
        return jobs.size();
    }

    /**
     * Claims no more, and gives back what a claim that is under way brings. Until that is known, and what lost claims
     * took has been looked for, it counts as one that is unwritten: {@link #settle} is to be called from now on.
     */
    public void stop() {
        isStopped = true;
        outcomes.unwritten().add(1);
    }

    /** Whether a step is under way. */
    public boolean isAtWork() {
        return isAtWork;
    }

    /** What is left to do once it is stopped. A step by itself, which waits for that of the dispatcher to end. */
    public Duration settle() {
        if (isAtWork) {
            return UNTIL_ANSWERED;
        }
        if (lost.isAny()) {
            giveBackLost();
        }
        if (!isSettled) {
            isSettled = true;
            outcomes.unwritten().add(-1);
        }
        return lost.isAny() ? LostClaims.SHORTEST_PAUSE : UNTIL_SIGNALLED;
    }

    /** Claiming goes on when it fails: it is made again soon, and in the end recovery finds them. */
    private void lookForLost() {
        try {
            giveBackLost();
            isLookFailing = false;
        } catch (RuntimeException e) {
            if (!isLookFailing) {
                LOG.warn("jobs of a claim whose answer was lost could not be looked for: {}", e.getMessage());
            }
            isLookFailing = true;
            LOG.debug("why jobs of a lost claim could not be looked for", e);
        }
    }

    private void giveBackLost() {
        int found = lost.giveBack(executor.known());
        if (found > 0) {
            foundSome = true;
            LOG.info("{} jobs go back: the answer to the claim that took them was lost", found);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
