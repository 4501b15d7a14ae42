package io.allyourbase.jobs.engine.loop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Loops that begin one by one and end together. Safe for use by many threads. */
public final class Loops implements AutoCloseable {
    private static final Duration UNTIL_INTERRUPTED = Duration.ofSeconds(3);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final Loop.Setting setting;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    /** How many have not ended. */
    private final Tally alive = new Tally();

    public Loops(Loop.Setting setting) {
        this.setting = setting;
    }

    /** Starts one, which steps at once; the signal ends its waits. Throws whatever a thread that can't be had throws. */
    public void start(String name, Step step, Signal signal) {
        alive.add(1);
        try {
            loops.add(Loop.start(name, step, signal, setting, alive));
        } catch (RuntimeException | Error e) {
            alive.add(-1);
            throw e;
        }
    }

    /** What is wrong with one of them just now, in one line; empty when all go round. */
    public Optional<String> problem() {
        return loops.stream().map(Loop::problem).flatMap(Optional::stream).findFirst();
    }

    /** Has those that are there try again at once where they failed, and from now on soon after each failure. */
    public void hurry() {
        loops.forEach(Loop::hurry);
    }

    /**
     * Ends them all, each after the step that is under way, and interrupts those that take longer than a few seconds. So
     * many seconds are all that this takes, however many there are; an interrupt of the caller's has no effect on it.
     */
    @Override
    public void close() {
        loops.forEach(Loop::askToEnd);
        if (!setting.threads().awaitZeroUninterruptibly(alive, UNTIL_INTERRUPTED)) {
            loops.forEach(Loop::interrupt);
            setting.threads().awaitZeroUninterruptibly(alive, AFTER_INTERRUPT);
        }
    }
}
