package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.explain.Explanation;
import io.allyourbase.jobs.name.WorkerId;
import java.util.Optional;
import java.util.UUID;

/** Why a job is where it is, on the wire; lengths of time in seconds. */
record ExplanationView(
        UUID jobId,
        String state,
        String reason,
        String sentence,
        Optional<Double> dueInSec,
        Optional<Long> ahead,
        Optional<Integer> liveWorkers,
        Optional<Double> leaseEndsInSec,
        Optional<String> workerId,
        Optional<Integer> attemptsLeft,
        Optional<String> lastError) {

    static ExplanationView of(Explanation explanation) {
        return new ExplanationView(
                explanation.job().id().value(),
                explanation.job().state().word(),
                explanation.reason().word(),
                explanation.sentence(),
                explanation.dueIn().map(Seconds::of),
                explanation.ahead(),
                explanation.liveWorkers(),
                explanation.leaseEndsIn().map(Seconds::of),
                explanation.worker().map(WorkerId::value),
                explanation.attemptsLeft(),
                explanation.job().lastError());
    }
}
