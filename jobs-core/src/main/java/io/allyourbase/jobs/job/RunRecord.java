package io.allyourbase.jobs.job;

import io.allyourbase.jobs.name.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of one run of a job.
 *
 * @param endedAt absent while it is under way
 * @param error what a failed run said
 */
public record RunRecord(
        Fence fence,
        int attempt,
        Optional<WorkerId> worker,
        Instant startedAt,
        Optional<Instant> endedAt,
        Result result,
        Optional<String> error) {

    /** How a run ended, if it has. */
    public enum Result {
        RUNNING,
        COMPLETED,
        FAILED;

        /** The word for it on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<RunRecord> of(Job job) {
        List<RunRecord> runs = new ArrayList<>();
        job.failedRuns().forEach(run -> runs.add(failed(run)));
        switch (job.state()) {
            case RUNNING -> runs.add(last(job, Result.RUNNING));
            case COMPLETED -> runs.add(last(job, Result.COMPLETED));
            case QUEUED, FAILED, CANCELED -> {}
        }
        return List.copyOf(runs);
    }

    private static RunRecord failed(FailedRun run) {
        return new RunRecord(
                run.fence(),
                run.attempt(),
                Optional.of(run.worker()),
                run.startedAt(),
                Optional.of(run.endedAt()),
                Result.FAILED,
                Optional.of(run.error()));
    }

    private static RunRecord last(Job job, Result result) {
        return new RunRecord(
                job.fence(),
                job.attempts().used(),
                job.lastWorker(),
                job.lastRunAt().orElseThrow(),
                job.finishedAt(),
                result,
                Optional.empty());
    }
}
