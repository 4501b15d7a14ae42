package io.allyourbase.jobs.engine.dispatch;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Step;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.engine.run.RunExecutor;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Claims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Claims exactly as many jobs as there are free slots. Wakes on a hint, on a freed slot, at the next known due time, and
 * on a jittered poll that alone suffices.
 */
public final class Dispatcher implements Step {
    private static final int FEWEST_UNWRITTEN = 1_000;

    private final Claims claims;
    private final List<QueueName> queues;
    private final Function<Slice, Claims.Request> request;
    private final RunExecutor executor;
    private final OutcomeBatcher outcomes;
    private final JobsConfig config;
    private final Loop.Setting setting;
    private final LongSupplier nanoTime;
    private int turn;
    private boolean wasIdle;

    /** So many jobs of that queue. */
    public record Slice(QueueName queue, int limit) {}

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
    }

    @Override
    public Duration step() {
        Duration poll = setting.jittered(config.pollInterval());
        int free = free();
        if (free <= 0) {
            return poll;
        }
        int claimed = 0;
        for (QueueName queue : rotated()) {
            if (claimed < free) {
                claimed += claim(new Slice(queue, free - claimed));
            }
        }
        Duration pause = claimed > 0 ? poll : idle(poll);
        wasIdle = claimed == 0;
        return pause;
    }

    /** None while so much is unwritten that more would only pile up. */
    private int free() {
        int most = Math.max(FEWEST_UNWRITTEN, 4 * config.workerConcurrency());
        return outcomes.unwritten().count() > most
                ? 0
                : config.workerConcurrency() - executor.busy().count();
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

    private int claim(Slice slice) {
        // The database's lease starts after this.
        long asked = nanoTime.getAsLong();
        List<Job> jobs = claims.claim(request.apply(slice));
        long leaseEndsAt = asked + config.leaseDuration().toNanos();
        jobs.forEach(job -> executor.start(job, leaseEndsAt));
        return jobs.size();
    }

    /** Until the next job is due, if that is sooner than the poll. One that is due but held by another is polled for. */
    private Duration idle(Duration poll) {
        Duration next = queues.stream()
                .map(queue -> claims.untilNextDue(request.apply(new Slice(queue, 1))))
                .flatMap(Optional::stream)
                .min(Duration::compareTo)
                .orElse(poll);
        if (next.isZero() && wasIdle) {
            return poll;
        }
        return next.compareTo(poll) < 0 ? next : poll;
    }
}
