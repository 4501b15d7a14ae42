package io.allyourbase.jobs.cli.bench.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this JVM's compilers have used of the processors, where this machine's /proc tells. */
public final class CompilerCpu {
    private static final Path THREADS = Path.of("/proc/self/task");
    /** As HotSpot names them: C1 CompilerThread0, C2 CompilerThread0. The kernel keeps fifteen letters. */
    private static final String NAME = " CompilerThre";

    private CompilerCpu() {}

    /** By now; zero where it can't be told. */
    public static Duration now() {
        long ticks = threads().stream()
                .map(ServerCpu::stat)
                .flatMap(Optional::stream)
                .filter(stat -> stat.command().contains(NAME))
                .mapToLong(ServerCpu.Stat::own)
                .sum();
        return ServerCpu.TICK.multipliedBy(ticks);
    }

    private static List<Path> threads() {
        try (Stream<Path> entries = Files.list(THREADS)) {
            return entries.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
