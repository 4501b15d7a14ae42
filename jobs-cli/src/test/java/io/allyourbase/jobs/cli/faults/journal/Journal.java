package io.allyourbase.jobs.cli.faults.journal;

import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import io.allyourbase.jobs.job.RunId;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A process's own file of what its handlers did. What is written is the operating system's, so that it outlives a kill of
 * the process, and owes nothing to the queue or the database. Safe for use by many threads.
 */
public final class Journal implements AutoCloseable {
    static final String SUFFIX = ".journal";

    /** Not a channel: a thread that is interrupted while it writes would close that for all. */
    private final FileOutputStream file;

    private final long process = ProcessHandle.current().pid();

    private Journal(FileOutputStream file) {
        this.file = file;
    }

    /** This process's journal in that directory. */
    public static Journal in(Path directory) throws IOException {
        Path path = directory.resolve(ProcessHandle.current().pid() + SUFFIX);
        return new Journal(new FileOutputStream(path.toFile(), true));
    }

    /**
     * Adds an entry, of now.
     *
     * @param askedAt when the job was enqueued, in microseconds since 1970
     */
    public void write(What what, long number, RunId run, long askedAt) {
        Instant now = Instant.now();
        long age = ChronoUnit.MICROS.between(Instant.EPOCH, now) - askedAt;
        Entry entry = new Entry(what, number, run.job(), run.fence().value(), process, now, age);
        byte[] line = entry.line().getBytes(StandardCharsets.US_ASCII);
        synchronized (file) {
            try {
                file.write(line);
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
