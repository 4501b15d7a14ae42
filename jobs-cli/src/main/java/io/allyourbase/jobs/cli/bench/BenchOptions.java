package io.allyourbase.jobs.cli.bench;

import io.allyourbase.jobs.cli.bench.database.Spread;
import io.allyourbase.jobs.cli.bench.measure.Part;
import io.allyourbase.jobs.cli.bench.measure.Plan;
import io.allyourbase.jobs.cli.bench.worker.Fleet;
import io.allyourbase.jobs.error.InvalidInput;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What to measure, and how much of it. */
final class BenchOptions {
    private static final long FEW = 15_000;
    private static final long WARM_UP = 100_000;
    private static final int MOST_WARM_UPS = 15;
    private static final Set<Part> USUAL = EnumSet.of(Part.SINGLE, Part.BULK, Part.DRAIN, Part.MIXED, Part.PICKUP);

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Jobs in each drain; ${DEFAULT-VALUE} by default.")
    private long jobs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "Threads that enqueue single jobs; ${DEFAULT-VALUE} by default.")
    private int threads;

    @Option(
            names = "--workers",
            paramLabel = "K",
            defaultValue = "4",
            description = "Handlers at once in a process; ${DEFAULT-VALUE} by default.")
    private int workers;

    @Option(
            names = "--processes",
            paramLabel = "P",
            defaultValue = "2",
            description = "Processes in the second drain; ${DEFAULT-VALUE} by default.")
    private int processes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often queue and limit take turns; the median counts. ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            defaultValue = "256",
            description = "Heap of a worker process; ${DEFAULT-VALUE} by default.")
    private int heap;

    @Option(
            names = "--history",
            paramLabel = "N",
            description = "Measure with N finished jobs in the tables, and time stats and lists.")
    private long history;

    @Option(
            names = "--future",
            paramLabel = "N",
            description = "Drain also with N more jobs queued that are due in days.")
    private long future;

    @Option(names = "--types", paramLabel = "N", defaultValue = "1", description = "Drain also jobs of N types.")
    private int types;

    @Option(names = "--queues", paramLabel = "N", defaultValue = "1", description = "Drain also jobs in N queues.")
    private int queues;

    @Option(names = "--pinned-xmin", description = "Drain also while another session holds an old snapshot.")
    private boolean pinnedXmin;

    @Option(names = "--idle", description = "Count also what an idle process asks of the server.")
    private boolean idle;

    @Option(names = "--sleeping", description = "Measure also what K handlers cost that only wait.")
    private boolean sleeping;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only these: single, bulk, drain, mixed, pickup, lists, pinned-xmin, idle, sleeping.")
    private List<String> only = new ArrayList<>();

    /** @throws InvalidInput when a number is out of its range */
    Plan plan() {
        checkFrom("--jobs", jobs, 100, 100_000_000);
        checkFrom("--threads", threads, 1, 200);
        checkFrom("--workers", workers, 1, 10_000);
        checkFrom("--processes", processes, 1, 128);
        checkFrom("--rounds", rounds, 1, 100);
        checkFrom("--heap", heap, 32, 65_536);
        checkFrom("--history", history, 0, 1_000_000_000);
        checkFrom("--future", future, 0, 100_000_000);
        checkFrom("--types", types, 1, 100_000);
        checkFrom("--queues", queues, 1, 100_000);
        Fleet.Make make = jobs < FEW ? new Fleet.Make(heap, jobs, 1) : new Fleet.Make(heap, WARM_UP, MOST_WARM_UPS);
        return new Plan(jobs, threads, workers, processes, rounds, history, future, Spread.of(types, queues), make);
    }

    /** @throws InvalidInput when a name is none */
    Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        only.forEach(name -> parts.add(part(name)));
        if (parts.isEmpty()) {
            parts.addAll(USUAL);
        }
        if (only.isEmpty() && history > 0) {
            parts.add(Part.LISTS);
        }
        if (pinnedXmin) {
            parts.add(Part.PINNED_XMIN);
        }
        if (idle) {
            parts.add(Part.IDLE);
        }
        if (sleeping) {
            parts.add(Part.SLEEPING);
        }
        return parts;
    }

    private static Part part(String name) {
        for (Part part : Part.values()) {
            if (part.toString().equals(name)) {
                return part;
            }
        }
        throw new InvalidInput("--only", "\"" + name + "\" is not allowed; must be of " + List.of(Part.values()));
    }

    private static void checkFrom(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidInput(name, value + " is not allowed; must be from " + least + " to " + most);
        }
    }
}
