package io.allyourbase.jobs.cli.bench.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server's processes have used of the processors, where this machine's /proc tells. */
final class ServerCpu {
    private static final Path PROC = Path.of("/proc");
    // Linux counts in hundredths of a second, whatever the kernel's own clock is.
    static final Duration TICK = Duration.ofMillis(10);

    private ServerCpu() {}

    /** Of the whole server that has this backend; empty when it runs elsewhere, or /proc can't be read. */
    static Optional<Duration> of(long backend) {
        return stat(PROC.resolve(Long.toString(backend)))
                .filter(ServerCpu::isPostgres)
                .flatMap(stat -> stat(PROC.resolve(stat.parent())))
                .map(postmaster -> TICK.multipliedBy(postmaster.own + postmaster.ended + children(postmaster)));
    }

    private static boolean isPostgres(Stat stat) {
        return stat.command.startsWith("postgres");
    }

    private static long children(Stat postmaster) {
        return processes().stream()
                .map(ServerCpu::stat)
                .flatMap(Optional::stream)
                .filter(stat -> stat.parent.equals(postmaster.id))
                .mapToLong(stat -> stat.own)
                .sum();
    }

    private static List<Path> processes() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.filter(entry ->
                            Character.isDigit(entry.getFileName().toString().charAt(0)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    static Optional<Stat> stat(Path process) {
        try {
            return Optional.of(Stat.parse(Files.readString(process.resolve("stat"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A process: its own ticks, and those of its children that have ended. */
    record Stat(String id, String command, String parent, long own, long ended) {
        /** Reads a line of /proc/…/stat: fields as proc(5) counts them, the command in parentheses. */
        static Stat parse(String line) {
            int open = line.indexOf('(');
            int close = line.lastIndexOf(')');
            String[] fields = line.substring(close + 2).split(" ", -1);
            return new Stat(
                    line.substring(0, open).strip(),
                    line.substring(open + 1, close),
                    fields[1],
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        }
    }
}
