package io.allyourbase.jobs.cli.demo;

import io.allyourbase.jobs.cli.server.EmbeddedDatabase;
import io.allyourbase.jobs.error.JobsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one demo's database, gone when it ends. Those of demos that were killed go when the next one starts. */
final class DemoDirectory implements AutoCloseable {
    private static final String PREFIX = "ayb-demo-";

    private final Path path;

    private DemoDirectory(Path path) {
        this.path = path;
    }

    static DemoDirectory make() {
        try {
            removeOld(Path.of(System.getProperty("java.io.tmpdir")));
            return new DemoDirectory(Files.createTempDirectory(PREFIX));
        } catch (IOException e) {
            throw new JobsException("no directory for the demo's database: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    private static void removeOld(Path parent) throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(parent)) {
            all = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isWritable)
                    // One without may be of a demo that starts just now.
                    .filter(entry -> Files.exists(entry.resolve("ayb.lock")))
                    .toList();
        }
        for (Path old : all) {
            if (EmbeddedDatabase.stopLeftover(old)) {
                remove(old);
            }
        }
    }

    @Override
    public void close() {
        remove(path);
    }

    private static void remove(Path directory) {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
