package io.allyourbase.jobs.engine.loop;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Where an engine's loops and handlers run, and where it waits: the seam at which a simulation takes over. */
public interface Threads {
    /** Runs the loop until it is closed; answers with the thread to interrupt when it does not end. */
    Thread start(Loop loop);

    /** What runs handlers, each at once on a thread of its own. */
    Executor perRun();

    /** As {@link Tally#awaitZero}. */
    boolean awaitZero(Tally tally, Duration atMost);

    /** As {@link Tally#awaitZeroUninterruptibly}. */
    boolean awaitZeroUninterruptibly(Tally tally, Duration atMost);

    /** Real ones, whose names start so: daemons, so that they never keep a process alive; virtual for runs. */
    static Threads daemons(String prefix) {
        return new DaemonThreads(prefix);
    }
}
