package io.allyourbase.jobs.cli.faults.journal;

import io.allyourbase.jobs.name.JobId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One thing that happened to a run, as its process saw it.
 *
 * @param number the job's, as the enqueuer gave it
 * @param process the worker's process id
 * @param age how long after the job was asked for, in microseconds
 */
public record Entry(What what, long number, JobId job, long fence, long process, Instant at, long age) {
    /** What happened. */
    public enum What {
        STARTED,
        /** The handler returned. */
        COMPLETED,
        /** The handler threw, as it was meant to. */
        FAILED,
        /** The handler was told that the run is not its own any more, and stopped. */
        INTERRUPTED,
        /** The run's outcome was refused, for its fence was old. */
        REFUSED
    }

    /** As it stands in a journal. */
    String line() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return what + " " + number + " " + job + " " + fence + " " + process + " " + micros + " " + age + "\n";
    }

    static Entry parse(String line) {
        String[] words = line.split(" ", 7);
        return new Entry(
                What.valueOf(words[0]),
                Long.parseLong(words[1]),
                JobId.parse(words[2]).orElseThrow(),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Instant.EPOCH.plus(Long.parseLong(words[5]), ChronoUnit.MICROS),
                Long.parseLong(words[6]));
    }
}
