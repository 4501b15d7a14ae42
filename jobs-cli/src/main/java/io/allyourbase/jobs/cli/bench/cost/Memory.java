package io.allyourbase.jobs.cli.bench.cost;

import io.allyourbase.jobs.cli.bench.figure.Figure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this process holds, in bytes.
 *
 * @param heap what is left of its objects after a collection
 * @param resident all of it, where this machine's /proc tells
 */
public record Memory(long heap, Optional<Long> resident) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final double KIB = 1024;

    /** What it holds now. */
    public static Memory now() {
        ManagementFactory.getMemoryMXBean().gc();
        return new Memory(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), readResident());
    }

    private static Optional<Long> readResident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.substring(RESIDENT.length()).strip().split(" ", 2)[0])
                    .map(kib -> Long.parseLong(kib) * (long) KIB)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What was added since, for each of so many things. */
    public List<Figure> forEach(Memory before, int things) {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("heap for each", heap - before.heap, things));
        resident.ifPresent(
                now -> before.resident.ifPresent(then -> figures.add(figure("memory for each", now - then, things))));
        return figures;
    }

    private static Figure figure(String name, long bytes, int things) {
        return Figure.of(name, bytes / KIB / things, "KiB");
    }
}
