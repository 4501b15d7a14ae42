package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.job.RunRecord;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Instant;
import java.util.Optional;

/** One run of a job on the wire. */
record RunView(
        long fence,
        int attempt,
        Optional<String> workerId,
        Instant startedAt,
        Optional<Instant> endedAt,
        String outcome,
        Optional<String> error,
        Optional<Boolean> recovered) {

    static RunView of(RunRecord run) {
        return new RunView(
                run.fence().value(),
                run.attempt(),
                run.worker().map(WorkerId::value),
                run.startedAt(),
                run.endedAt(),
                run.result().word(),
                run.error(),
                Optional.of(true).filter(yes -> run.result() == RunRecord.Result.RECOVERED));
    }
}
