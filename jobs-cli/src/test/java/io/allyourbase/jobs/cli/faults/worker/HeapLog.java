package io.allyourbase.jobs.cli.faults.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a file that says how many bytes of this process's heap its last collection left in use. */
final class HeapLog {
    private final Path file;

    private HeapLog(Path file) {
        this.file = file;
    }

    /** Begins one in that directory, until the process ends. */
    static void start(Path directory) {
        HeapLog log = new HeapLog(directory.resolve(ProcessHandle.current().pid() + ".heap"));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(log::thread);
        Future<?> unused = timer.scheduleWithFixedDelay(log::write, 1, 1, TimeUnit.SECONDS);
    }

    private Thread thread(Runnable body) {
        Thread thread = new Thread(body, "heap log");
        thread.setDaemon(true);
        return thread;
    }

    private void write() {
        long bytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .flatMap(usage -> Optional.ofNullable(usage).stream())
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        try {
            Files.writeString(file, Long.toString(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
