package io.allyourbase.jobs.cli.faults.check;

import io.allyourbase.jobs.cli.faults.journal.Entry;
import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import java.util.Collection;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long jobs waited for their first execution, lately. Safe for use by many threads. */
public final class Pickups {
    private static final int DIGITS = 2;

    private Histogram micros = new ConcurrentHistogram(DIGITS);

    public synchronized void add(Collection<Entry> entries) {
        entries.stream()
                .filter(entry -> entry.what() == What.STARTED && entry.fence() == 1)
                .forEach(entry -> micros.recordValue(Math.max(0, entry.age())));
    }

    /** Those since the last call, in microseconds. */
    public synchronized Histogram take() {
        Histogram taken = micros;
        micros = new ConcurrentHistogram(DIGITS);
        return taken;
    }
}
