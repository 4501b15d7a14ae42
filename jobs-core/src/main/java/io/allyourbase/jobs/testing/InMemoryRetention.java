package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.port.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

final class InMemoryRetention implements Retention {
    private final InMemoryTables tables;

    InMemoryRetention(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void sweep(Duration keep) {
        synchronized (tables) {
            Instant firstDayKept = tables.now().minus(keep).truncatedTo(ChronoUnit.DAYS);
            List<Job> old = tables.jobs().stream()
                    .filter(job -> job.finishedAt()
                            .filter(at -> at.isBefore(firstDayKept))
                            .isPresent())
                    .toList();
            old.forEach(tables::drop);
        }
    }
}
