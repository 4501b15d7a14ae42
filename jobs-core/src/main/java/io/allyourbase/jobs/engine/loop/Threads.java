package io.allyourbase.jobs.engine.loop;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the engine's threads: daemons, so that they never keep a process alive; virtual for runs, from Java 21 on. */
public final class Threads {
    private final String prefix;

    /** Threads whose names start so. */
    public Threads(String prefix) {
        this.prefix = prefix;
    }

    Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, prefix + "-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What runs handlers, each at once on a thread of its own. */
    public Executor perRun() {
        return virtual().orElseGet(() -> Executors.newCachedThreadPool(named("run")));
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
