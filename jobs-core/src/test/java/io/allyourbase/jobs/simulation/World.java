package io.allyourbase.jobs.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Virtual time, and whose turn it is. Time jumps to the next moment at which someone may act; who of several acts first
 * is left to chance. Who waits in the middle of an act lets others act meanwhile, so that acts nest like brackets: all
 * in one thread.
 */
final class World {
    private static final long ACT_TAKES = 10_000;
    private static final int DEEPEST = 12;

    private final Chance chance;
    private final Runnable afterEach;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> ready = new ArrayList<>();
    private long now;
    private int depth;
    private long stalledAt = Long.MIN_VALUE / 2;

    /** @param afterEach is done after each act, and throws what must end it all */
    World(Chance chance, Runnable afterEach) {
        this.chance = chance;
        this.afterEach = afterEach;
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    /** When time last passed in which nobody could act. */
    long stalledAt() {
        return stalledAt;
    }

    void add(Actor actor) {
        actors.add(actor);
    }

    /** Lets all act for that long. */
    void run(Duration time) {
        runUntil(now + time.toNanos(), () -> false);
    }

    /** Lets others act until it is over, or for that long. */
    void runWhile(BooleanSupplier goesOn, Duration atMost) {
        runUntil(now + atMost.toNanos(), () -> !goesOn.getAsBoolean());
    }

    /** That much time passes in the middle of an act; others act meanwhile, where not too many are amid acts already. */
    void pass(Duration time) {
        if (depth < DEEPEST) {
            run(time);
        } else {
            now += time.toNanos();
            stalledAt = time.compareTo(Health.SLOW) > 0 ? now : stalledAt;
        }
    }

    private void runUntil(long end, BooleanSupplier isOver) {
        depth++;
        try {
            while (now < end && !isOver.getAsBoolean()) {
                turn(end);
            }
        } finally {
            depth--;
        }
    }

    private void turn(long end) {
        long next = findReady();
        if (ready.isEmpty()) {
            now = Math.min(end, next);
            return;
        }
        Actor actor = chance.pick(ready);
        now += ACT_TAKES;
        actor.turn();
        afterEach.run();
    }

    /** Answers when the next will be ready, where none is. */
    private long findReady() {
        ready.clear();
        long next = Actor.NEVER;
        boolean isAnyGone = false;
        for (Actor actor : actors) {
            isAnyGone |= actor.isGone();
            if (!actor.isActing() && !actor.isGone()) {
                long at = actor.readyAt();
                next = Math.min(next, at);
                if (at <= now) {
                    ready.add(actor);
                }
            }
        }
        if (isAnyGone) {
            actors.removeIf(Actor::isGone);
        }
        return next;
    }
}
