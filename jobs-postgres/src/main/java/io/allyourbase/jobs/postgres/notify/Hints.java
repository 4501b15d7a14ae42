package io.allyourbase.jobs.postgres.notify;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hints at queues that have got jobs, soon after these were committed: the first at once, and those that come within a
 * few milliseconds together. All commits that notify wait for each other, so that a job must not bring its own. A hint
 * may be lost, as when this process ends at once; polling finds the job then. Safe for use by many threads.
 */
public final class Hints {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long IDLE_THREAD_SECONDS = 5;

    private final Database database;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final Executor sender;
    private final List<Consumer<Set<QueueName>>> ears = new CopyOnWriteArrayList<>();
    private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

    /** Starts no thread until there is something to hint at, and keeps none when there is nothing more. */
    public Hints(Database database) {
        this(
                database,
                new ThreadPoolExecutor(
                        0, 1, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Hints::thread));
    }

    Hints(Database database, Executor sender) {
        this.database = database;
        this.sender = sender;
    }

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "ayb-jobs-hints");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Whether it is so long since the last hint that a transaction may well bring the next one itself: that is sooner
     * by a round trip. Whoever is told so must do it.
     */
    public boolean mayCome() {
        long next = nextAt.get();
        long now = System.nanoTime();
        return now - next >= 0 && nextAt.compareAndSet(next, now + PAUSE_NANOS);
    }

    /** Hints at these queues, soon. Never waits. */
    public void hint(Collection<String> queues) {
        pending.addAll(queues);
        if (!queues.isEmpty() && !isScheduled.get() && isScheduled.compareAndSet(false, true)) {
            execute();
        }
    }

    private void execute() {
        try {
            sender.execute(this::send);
        } catch (RuntimeException | Error e) {
            // The jobs are committed, and whoever enqueued them must not be told otherwise for want of a thread.
            isScheduled.set(false);
            LOG.debug("a hint was lost; polling goes on", e);
        }
    }

    void addEar(Consumer<Set<QueueName>> ear) {
        ears.add(ear);
    }

    void removeEar(Consumer<Set<QueueName>> ear) {
        ears.remove(ear);
    }

    /** Tells the workers of this process, who need not wait for the database to tell them. */
    public void tellOwn(Collection<String> queues) {
        if (!ears.isEmpty()) {
            Set<QueueName> names = queues.stream().map(QueueName::new).collect(Collectors.toSet());
            ears.forEach(ear -> ear.accept(names));
        }
    }

    private void send() {
        while (!mayCome()) {
            LockSupport.parkNanos(nextAt.get() - System.nanoTime());
        }
        // Before they are taken, so that one that comes now is sent next time.
        isScheduled.set(false);
        List<String> queues = take();
        tellOwn(queues);
        try {
            database.statement(Mode.FORGETTABLE, transaction -> {
                Channel.hint(transaction, queues);
                return true;
            });
        } catch (JobsException e) {
            LOG.debug("a hint was lost; polling goes on", e);
        }
    }

    private List<String> take() {
        List<String> queues = new ArrayList<>();
        for (Iterator<String> each = pending.iterator(); each.hasNext(); ) {
            queues.add(each.next());
            each.remove();
        }
        return queues;
    }
}
