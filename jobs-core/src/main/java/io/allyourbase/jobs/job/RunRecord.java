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
        FAILED,
        /** Ended because an operator asked it to. */
        CANCELED,
        /** Taken back after its lease had run out: a failure that its owner did not tell of. */
        RECOVERED;

        /** The word for it on the wire, where one that was taken back has failed. */
        public String word() {
            return this == RECOVERED ? FAILED.word() : name().toLowerCase(Locale.ROOT);
        }
    }

    static List<RunRecord> of(Job job) {
        List<RunRecord> runs = new ArrayList<>();
        job.failedRuns().forEach(run -> runs.add(failed(run)));
        switch (job.state()) {
            case RUNNING -> runs.add(last(job, Result.RUNNING));
            case COMPLETED -> runs.add(last(job, Result.COMPLETED));
            case CANCELED -> {
                if (wasStopped(job)) {
                    runs.add(last(job, Result.CANCELED));
                }
            }
            case QUEUED, FAILED -> {}
        }
        return List.copyOf(runs);
    }

    /** Unless its last run failed, or was taken back: that is told already. */
    private static boolean wasStopped(Job job) {
        List<FailedRun> failed = job.failedRuns();
        boolean isTold =
                !failed.isEmpty() && failed.get(failed.size() - 1).fence().equals(job.fence());
        return job.cancelAskedAt().isPresent() && !isTold;
    }

    private static RunRecord failed(FailedRun run) {
        return new RunRecord(
                run.fence(),
                run.attempt(),
                Optional.of(run.worker()),
                run.startedAt(),
                Optional.of(run.endedAt()),
                run.end() == FailedRun.End.BY_RECOVERY ? Result.RECOVERED : Result.FAILED,
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
