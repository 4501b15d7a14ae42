package io.allyourbase.jobs.rivals.system;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * One system in a process of its own. Orders come as lines, {@code open URL CAPACITY}, {@code enqueue COUNT}, {@code
 * work COUNT}, {@code pickup COUNT PAUSE_MILLIS} and {@code close}; what there is to tell goes out as lines.
 */
public final class RivalProcess {
    private static final int BATCH = 1_000;
    private static final Map<String, Rival.Opener> SYSTEMS = Map.of(
            "ayb-jobs", AybJobs::open,
            "db-scheduler", DbScheduler::open,
            "jobrunr", JobRunrJobs::open,
            "quartz", Quartz::open);

    private final Rival rival;
    private final Tally tally;
    private int enqueued;

    private RivalProcess(Rival.Opener opener, String jdbcUrl, int capacity) throws Exception {
        this.tally = new Tally(capacity);
        this.rival = opener.open(jdbcUrl, tally::started);
    }

    /** Its argument is the name of the system. It ends with its orders. */
    public static void main(String... arguments) throws Exception {
        Rival.Opener opener = Objects.requireNonNull(SYSTEMS.get(arguments[0]), arguments[0]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            List<String> words = List.of(order.split(" "));
            RivalProcess process = new RivalProcess(opener, words.get(1), Integer.parseInt(words.get(2)));
            say("ready");
            process.obey(orders);
        }
        System.exit(0);
    }

    private void obey(BufferedReader orders) throws Exception {
        for (String order = orders.readLine(); order != null && !order.equals("close"); order = orders.readLine()) {
            obey(List.of(order.split(" ")));
        }
        rival.close();
        say("ran " + tally.runs() + " " + tally.distinct());
    }

    private void obey(List<String> words) throws Exception {
        int count = Integer.parseInt(words.get(1));
        switch (words.get(0)) {
            case "enqueue" -> enqueue(count);
            case "work" -> work(count);
            case "pickup" -> pickup(count, Duration.ofMillis(Long.parseLong(words.get(2))));
            default -> throw new IllegalArgumentException(words + " is no order");
        }
    }

    private void enqueue(int count) throws Exception {
        for (int end = enqueued + count; enqueued < end; ) {
            int next = Math.min(end, enqueued + BATCH);
            rival.enqueueAll(IntStream.range(enqueued, next).boxed().toList());
            enqueued = next;
        }
        say("enqueued");
    }

    private void work(int count) throws Exception {
        CompletableFuture<Void> first = tally.reached(1).thenRun(() -> say("first"));
        CompletableFuture<Void> all = tally.reached(count).thenRun(() -> say("all"));
        rival.work();
        CompletableFuture.allOf(first, all).join();
    }

    private void pickup(int count, Duration pause) throws Exception {
        int from = enqueued;
        CompletableFuture<Void> all = tally.reached(from + count);
        List<Long> calledAt = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(start + i * pause.toNanos() - System.nanoTime());
            calledAt.add(System.nanoTime());
            rival.enqueue(enqueued++);
        }
        all.get(1, TimeUnit.MINUTES);
        StringJoiner nanos = new StringJoiner(" ", "latencies ", "");
        for (int i = 0; i < count; i++) {
            nanos.add(Long.toString(tally.startedAt(from + i) - calledAt.get(i)));
        }
        say(nanos.toString());
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
