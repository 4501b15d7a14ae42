package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.error.JobsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process's right to a data directory. The operating system takes it back when the process dies. */
final class DataDirLock implements AutoCloseable {
    private final FileChannel file;

    private DataDirLock(FileChannel file) {
        this.file = file;
    }

    /** Takes it. @throws JobsException when another process has it, or the directory can't be made */
    static DataDirLock of(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file = FileChannel.open(
                    directory.resolve("ayb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                throw new JobsException("the data directory " + directory
                        + " is in use by another ayb; stop that one, or name another with --data-dir");
            }
            return new DataDirLock(file);
        } catch (IOException e) {
            throw new JobsException("the data directory " + directory + " can't be used: " + e.getMessage(), e);
        }
    }

    /** Whether a live process has it. */
    static boolean isHeld(Path directory) {
        Path lockFile = directory.resolve("ayb.lock");
        if (!Files.exists(lockFile)) {
            return false;
        }
        try (FileChannel file = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = file.tryLock();
            return lock == null;
        } catch (IOException e) {
            throw new JobsException(lockFile + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new JobsException("the lock of the data directory can't be given back", e);
        }
    }
}
