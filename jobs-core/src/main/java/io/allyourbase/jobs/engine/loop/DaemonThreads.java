package io.allyourbase.jobs.engine.loop;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the engine's threads: daemons, so that they never keep a process alive; virtual for runs, from Java 21 on. */
final class DaemonThreads implements Threads {
    private final String prefix;

    /** Threads whose names start so. */
    DaemonThreads(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Thread start(Loop loop) {
        Thread thread = new Thread(loop, prefix + "-" + loop.name());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public Executor perRun() {
        return virtual().orElseGet(() -> Executors.newCachedThreadPool(named("run")));
    }

    @Override
    public boolean awaitZero(Tally tally, Duration atMost) {
        return tally.awaitZero(atMost);
    }

    @Override
    public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
        return tally.awaitZeroUninterruptibly(atMost);
    }

    private ThreadFactory named(String name) {
        AtomicLong count = new AtomicLong();
        return body -> {
            Thread thread = new Thread(body, prefix + "-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** By reflection: the code is compiled for Java 17. */
    private static Optional<Executor> virtual() {
        try {
            Object executor =
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            return Optional.of((ExecutorService) executor);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }
}
