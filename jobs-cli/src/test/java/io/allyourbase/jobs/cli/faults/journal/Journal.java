package io.allyourbase.jobs.cli.faults.journal;

import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import io.allyourbase.jobs.job.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * A process's own file of what its handlers did. What is written is the operating system's, so that it outlives a kill of
 * the process, and owes nothing to the queue or the database. Safe for use by many threads.
 */
public final class Journal implements AutoCloseable {
    static final String SUFFIX = ".journal";

    private final FileChannel file;
    private final long process = ProcessHandle.current().pid();

    private Journal(FileChannel file) {
        this.file = file;
    }

    /** This process's journal in that directory. */
    public static Journal in(Path directory) throws IOException {
        Path path = directory.resolve(ProcessHandle.current().pid() + SUFFIX);
        return new Journal(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Adds an entry, of now. */
    public void write(What what, long number, RunId run) {
        Entry entry = new Entry(what, number, run.job(), run.fence().value(), process, Instant.now());
        ByteBuffer line = ByteBuffer.wrap(entry.line().getBytes(StandardCharsets.US_ASCII));
        synchronized (file) {
            try {
                while (line.hasRemaining()) {
                    file.write(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
