package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.error.JobsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one run's database, gone when it ends. Those of runs that were killed go when the next one starts. */
public final class ScratchDirectory implements AutoCloseable {
    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    /** A fresh one, whose name starts so, as do the names of its kind alone. */
    public static ScratchDirectory make(String prefix) {
        try {
            ScratchDirectory fresh = new ScratchDirectory(Files.createTempDirectory(prefix));
            try {
                removeOld(Path.of(System.getProperty("java.io.tmpdir")), prefix, Files.getOwner(fresh.path));
                return fresh;
            } catch (IOException | RuntimeException e) {
                fresh.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JobsException("no directory for a throw-away database: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    private static void removeOld(Path parent, String prefix, UserPrincipal me) throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(parent)) {
            all = entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    // Anybody may put a directory there, and into it what names another's server.
                    .filter(entry -> isOf(me, entry))
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

    private static boolean isOf(UserPrincipal user, Path entry) {
        try {
            return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(entry, LinkOption.NOFOLLOW_LINKS).equals(user);
        } catch (IOException e) {
            // Gone meanwhile.
            return false;
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
