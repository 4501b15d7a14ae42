package io.allyourbase.jobs.cli.bench.worker;

import io.allyourbase.jobs.cli.bench.cost.CompilerCpu;
import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that drains. It reads its orders as lines, the database's address first, for others may see a command line;
 * and it writes how far it is.
 */
final class WorkerProcess {
    static final String READY = "ready";
    static final String GO = "go";
    static final String STOP = "stop";

    private static final long REPORT_PAUSE_MILLIS = 5;

    private WorkerProcess() {}

    /** Its arguments: schema, workers, types, queues, and how many jobs to warm up with in a round, and in how many. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String jdbcUrl = Objects.requireNonNull(orders.readLine(), "no database");
        Drainer.Place place = new Drainer.Place(jdbcUrl, new SchemaName(arguments[0]), Integer.parseInt(arguments[1]));
        Spread spread = Spread.of(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        new WarmUp(place, Long.parseLong(arguments[4])).run(Integer.parseInt(arguments[5]));
        System.out.println(READY);
        await(orders, GO);
        Cpu spent = Cpu.now();
        try (Drainer drainer = Drainer.start(place, spread, (job, run) -> {})) {
            report(drainer, spent, orders);
        }
        System.exit(0);
    }

    /** The processor time only at the end: to ask for it takes some itself, which would be measured too. */
    private static void report(Drainer drainer, Cpu spent, BufferedReader orders) throws InterruptedException {
        CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> await(orders, STOP));
        long told = -1;
        while (!stopped.isDone()) {
            long completed = drainer.completed();
            if (completed != told) {
                told = completed;
                System.out.println(line(drainer, completed, Cpu.UNTOLD));
            }
            TimeUnit.MILLISECONDS.sleep(REPORT_PAUSE_MILLIS);
        }
        System.out.println(line(drainer, drainer.completed(), Cpu.now().minus(spent)));
    }

    private static String line(Drainer drainer, long completed, Cpu cpu) {
        return completed + " " + drainer.runs() + " " + cpu.all.toNanos() + " " + cpu.compilers.toNanos();
    }

    /** Processor time. */
    private record Cpu(Duration all, Duration compilers) {
        private static final Cpu UNTOLD = new Cpu(Duration.ZERO, Duration.ZERO);

        private static Cpu now() {
            return new Cpu(ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO), CompilerCpu.now());
        }

        private Cpu minus(Cpu before) {
            return new Cpu(all.minus(before.all), compilers.minus(before.compilers));
        }
    }

    /** Another order, or none, means that whoever gave orders is gone. */
    private static boolean await(BufferedReader orders, String order) {
        try {
            if (order.equals(orders.readLine())) {
                return true;
            }
        } catch (IOException e) {
            System.err.println("no more orders: " + e.getMessage());
        }
        Runtime.getRuntime().halt(1);
        return false;
    }
}
