package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.engine.loop.Loop;
import java.time.Duration;

/** Takes a loop of an engine step by step. */
final class LoopActor extends Actor {
    /** The one loop that waits in its step, and not after it. */
    private static final String LISTENER = "wakeups";

    private static final Duration LISTENS_FOR = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Node node;
    private final Loop loop;
    private long wakesAt;
    /** Whether it waits for hints now. */
    private boolean isListening;

    private boolean isOver;

    LoopActor(Cluster cluster, Node node, Loop loop) {
        this.cluster = cluster;
        this.node = node;
        this.loop = loop;
    }

    @Override
    long readyAt() {
        return node.afterThaw(loop.isAwake() ? 0 : wakesAt());
    }

    private long wakesAt() {
        return isListening ? Math.min(wakesAt, node.hints().nextAt()) : wakesAt;
    }

    @Override
    void act() {
        if (loop.isClosed()) {
            isOver = true;
            loop.end();
            return;
        }
        hear();
        Duration pause = cluster.mutation().pause(loop, loop.round());
        isListening = loop.name().equals(LISTENER) && pause.isZero();
        wakesAt = cluster.now() + (isListening ? LISTENS_FOR : pause).toNanos();
    }

    private void hear() {
        try {
            loop.await(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    boolean isGone() {
        return isOver || node.isGone();
    }
}
