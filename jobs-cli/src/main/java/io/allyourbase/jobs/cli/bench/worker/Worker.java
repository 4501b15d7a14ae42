package io.allyourbase.jobs.cli.bench.worker;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.error.JobsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A copy of this JVM that drains, seen from here. */
final class Worker implements AutoCloseable {
    private final Process process;
    private final PrintWriter orders;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final Thread reader;
    private volatile Told told = new Told(0, 0, Duration.ZERO, Duration.ZERO);

    /** How far it is, by its own words; the processor time is that of the process, and of its compilers in it. */
    record Told(long completed, long runs, Duration cpu, Duration compilers) {
        private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18})");

        /** Empty when the line is not one of its own: a JVM that is told to log writes there too. */
        static Optional<Told> parse(String line) {
            Matcher words = LINE.matcher(line);
            return words.matches()
                    ? Optional.of(new Told(
                            Long.parseLong(words.group(1)),
                            Long.parseLong(words.group(2)),
                            Duration.ofNanos(Long.parseLong(words.group(3))),
                            Duration.ofNanos(Long.parseLong(words.group(4)))))
                    : Optional.empty();
        }
    }

    private Worker(Process process) {
        this.process = process;
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.reader = new Thread(this::read, "worker " + process.pid());
    }

    static Worker start(Drainer.Place place, Spread spread, Fleet.Make make) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + make.heapMegabytes() + "m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName(),
                place.schema().value(),
                Integer.toString(place.workers()),
                Integer.toString(spread.types()),
                Integer.toString(spread.queues()),
                Long.toString(make.warmUp()),
                Integer.toString(make.rounds()));
        try {
            Worker worker = new Worker(
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
            worker.reader.start();
            worker.orders.println(place.jdbcUrl());
            return worker;
        } catch (IOException e) {
            throw new JobsException("a worker process can't be started: " + e.getMessage(), e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(WorkerProcess.READY)) {
                    ready.countDown();
                }
                Told.parse(line).ifPresent(this::tell);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } finally {
            ready.countDown();
            atWork.countDown();
        }
    }

    private void tell(Told now) {
        told = now;
        atWork.countDown();
    }

    void awaitReady() throws InterruptedException {
        ready.await();
        checkAlive();
    }

    void go() {
        orders.println(WorkerProcess.GO);
    }

    void awaitAtWork() throws InterruptedException {
        atWork.await();
        checkAlive();
    }

    Told told() {
        return told;
    }

    void checkAlive() {
        if (!process.isAlive()) {
            throw new JobsException("a worker process ended too early, with exit code " + process.exitValue());
        }
    }

    /** Ends it, and answers what it said last. */
    Told stop() throws InterruptedException {
        orders.println(WorkerProcess.STOP);
        process.waitFor();
        reader.join();
        return told;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
