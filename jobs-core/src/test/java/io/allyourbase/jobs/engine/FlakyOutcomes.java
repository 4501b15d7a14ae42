package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Outcomes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store's outcomes behind a database that can be taken away. */
final class FlakyOutcomes implements Outcomes {
    final AtomicBoolean away = new AtomicBoolean();
    private final Outcomes outcomes;

    FlakyOutcomes(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public Map<JobId, JobState> write(List<RunOutcome> batch) {
        if (away.get()) {
            throw new QueueUnavailable("the database is not available: connection refused", new SQLException());
        }
        return outcomes.write(batch);
    }
}
