package io.allyourbase.jobs.cli.faults.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk with little room, which can be filled up. In memory, and mounted on a directory: the system may not allow it. */
public final class SmallDisk implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts one on that directory; empty when it can't be. */
    public static Optional<SmallDisk> mount(Path path, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(path);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", path.toString());
        return mounted ? Optional.of(new SmallDisk(path)) : Optional.empty();
    }

    public Path path() {
        return path;
    }

    /** Leaves no room at all. */
    public void fill() throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            if (path.toFile().getUsableSpace() > PIECE) {
                throw e;
            }
        }
    }

    /** Gives the room back. */
    public void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return path.resolve("ballast");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            // Lazily: a process of the killed server may still be ending.
            if (!run("umount", "-l", path.toString())) {
                throw new AssertionError(path + " can't be unmounted");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
