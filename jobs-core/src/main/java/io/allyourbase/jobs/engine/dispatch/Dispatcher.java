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
 * Claims as many jobs as the executor takes. Wakes on a hint, on a freed slot, at the next known due time, and on a
 * jittered poll that alone suffices. Where nothing was found, freed slots are no reason to look again.
 */
public final class Dispatcher implements Step {
    private static final Duration LONGEST_NAP = Duration.ofMillis(500);
    private static final int FEWEST_UNWRITTEN = 4_000;

    private final Claims claims;
    private final List<QueueName> queues;
    private final Function<Slice, Claims.Request> request;
    private final RunExecutor executor;
    private final OutcomeBatcher outcomes;
    private final JobsConfig config;
    private final Loop.Setting setting;
    private final LongSupplier nanoTime;
    private int turn;
    /** Whether the last look found jobs: there may be more. */
    private boolean foundSome = true;

    private boolean wasIdle;
    private long nextLookAt;
    private volatile boolean hinted;

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

    /** A queue got a job. */
    void hint() {
        hinted = true;
    }

    @Override
    public Duration step() {
        executor.giveBackStale();
        int room = room();
        if (room <= 0) {
            return LONGEST_NAP;
        }
        if (isTimeToLook()) {
            look(room);
        }
        long left = nextLookAt - nanoTime.getAsLong();
        return shorter(Duration.ofNanos(Math.max(0, left)), LONGEST_NAP);
    }

    private boolean isTimeToLook() {
        return foundSome || hinted || nanoTime.getAsLong() - nextLookAt >= 0;
    }

    private void look(int room) {
        hinted = false;
        int claimed = 0;
        for (QueueName queue : rotated()) {
            if (claimed < room) {
                claimed += claim(new Slice(queue, room - claimed));
            }
        }
        foundSome = claimed > 0;
        Duration poll = setting.jittered(config.pollInterval());
        Duration pause = foundSome ? poll : idle(poll);
        wasIdle = !foundSome;
        nextLookAt = nanoTime.getAsLong() + pause.toNanos();
    }

    /** None while so much is unwritten that more would only pile up. */
    private int room() {
        int most = Math.max(FEWEST_UNWRITTEN, 4 * config.workerConcurrency());
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

    private int claim(Slice slice) {
        // The database's lease starts after this.
        long asked = nanoTime.getAsLong();
        List<Job> jobs = claims.claim(request.apply(slice));
        executor.start(jobs, asked, asked + config.leaseDuration().toNanos());
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
        return shorter(next, poll);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
