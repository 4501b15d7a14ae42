package io.allyourbase.jobs.explain;

import io.allyourbase.jobs.job.Attempts;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a job is where it is: a reason for programs and a sentence for people.
 *
 * @param dueIn until it is due; present while that is ahead
 * @param ahead jobs that come before it; present while it is queued and due
 * @param liveWorkers that take its queue and type; present while it is queued
 * @param leaseEndsIn negative once it has ended; present while it runs
 * @param worker whose run it is; present while it runs
 * @param attemptsLeft present while it is queued or runs
 */
public record Explanation(
        Job job,
        Reason reason,
        String sentence,
        Optional<Duration> dueIn,
        Optional<Long> ahead,
        Optional<Integer> liveWorkers,
        Optional<Duration> leaseEndsIn,
        Optional<WorkerId> worker,
        Optional<Integer> attemptsLeft) {

    /** What the facts come to. */
    public static Explanation of(JobFacts facts) {
        return switch (facts.job().state()) {
            case QUEUED -> facts.isDue() ? due(facts) : later(facts);
            case RUNNING -> running(facts);
            case COMPLETED -> ended(facts, Reason.COMPLETED, completed(facts));
            case FAILED -> ended(facts, Reason.FAILED, failed(facts));
            case CANCELED -> ended(facts, Reason.CANCELED, "It was canceled " + ago(facts) + ".");
        };
    }

    private static Explanation later(JobFacts facts) {
        Duration dueIn = Duration.between(facts.now(), facts.job().runAt());
        String sentence = "It is due in " + Spell.of(dueIn) + afterFailure(facts.job()) + nobody(facts) + ".";
        return queued(facts, Reason.DUE_LATER, sentence, Optional.of(dueIn), Optional.empty());
    }

    private static Explanation due(JobFacts facts) {
        if (facts.liveWorkers() == 0) {
            return queued(
                    facts,
                    Reason.NO_WORKER,
                    "It is due, but no live worker takes " + kind(facts.job()) + ".",
                    Optional.empty(),
                    Optional.of(facts.ahead()));
        }
        boolean first = facts.ahead() == 0;
        String sentence = first
                ? "It is due and next in line: " + workers(facts) + " as soon as a slot is free."
                : "It is due, and " + counted(facts.ahead()) + " ahead of it; " + workers(facts) + " in turn.";
        Reason reason = first ? Reason.DUE_NOW : Reason.WAITING_FOR_SLOT;
        return queued(facts, reason, sentence, Optional.empty(), Optional.of(facts.ahead()));
    }

    private static Explanation queued(
            JobFacts facts, Reason reason, String sentence, Optional<Duration> dueIn, Optional<Long> ahead) {
        return new Explanation(
                facts.job(),
                reason,
                sentence,
                dueIn,
                ahead,
                Optional.of(facts.liveWorkers()),
                Optional.empty(),
                Optional.empty(),
                left(facts.job()));
    }

    private static Explanation running(JobFacts facts) {
        Job job = facts.job();
        Lease lease = job.lease().orElseThrow();
        Duration endsIn = Duration.between(facts.now(), lease.until());
        boolean expired = !lease.until().isAfter(facts.now());
        return new Explanation(
                job,
                expired ? Reason.LEASE_EXPIRED : Reason.RUNNING,
                expired ? expired(job, endsIn) : atWork(job, lease, facts.now()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(endsIn),
                Optional.of(lease.worker()),
                left(job));
    }

    private static String atWork(Job job, Lease lease, Instant now) {
        return "It has been running for "
                + Spell.of(Duration.between(job.lastRunAt().orElseThrow(), now)) + " on " + lease.worker()
                + ", attempt " + outOf(job.attempts()) + askedToEnd(job, now) + ".";
    }

    private static String askedToEnd(Job job, Instant now) {
        return job.cancelAskedAt()
                .map(asked -> "; it was asked to end " + Spell.of(Duration.between(asked, now)) + " ago")
                .orElse("");
    }

    private static String expired(Job job, Duration endsIn) {
        String back = job.cancelAskedAt().isPresent() ? "it is canceled, as was asked" : "it goes back to the queue";
        String next = job.attempts().spent() ? "it fails, for it was its last attempt" : back;
        return "Its lease ended " + Spell.of(endsIn) + " ago and recovery is due: then " + next + ".";
    }

    private static Explanation ended(JobFacts facts, Reason reason, String sentence) {
        return new Explanation(
                facts.job(),
                reason,
                sentence,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String completed(JobFacts facts) {
        return "It completed " + ago(facts)
                + facts.job().report().map(report -> ": " + line(report)).orElse(".");
    }

    private static String failed(JobFacts facts) {
        return "It failed for good " + ago(facts) + ", in attempt "
                + outOf(facts.job().attempts()) + ": "
                + facts.job().lastError().map(Explanation::line).orElse("no error was given");
    }

    private static String ago(JobFacts facts) {
        return Spell.of(Duration.between(facts.job().finishedAt().orElseThrow(), facts.now())) + " ago";
    }

    private static String afterFailure(Job job) {
        return job.attempts().used() == 0
                ? ""
                : ", after attempt " + outOf(job.attempts())
                        + job.lastError()
                                .map(error -> " failed: " + line(error))
                                .orElse("");
    }

    private static String nobody(JobFacts facts) {
        return facts.liveWorkers() > 0 ? "" : "; no live worker takes " + kind(facts.job());
    }

    private static String kind(Job job) {
        return "jobs of type " + job.type() + " in queue " + job.queue();
    }

    private static String workers(JobFacts facts) {
        return facts.liveWorkers() == 1 ? "one worker takes it" : "one of " + facts.liveWorkers() + " workers takes it";
    }

    private static String counted(long ahead) {
        if (ahead >= JobFacts.MOST_COUNTED) {
            return "at least " + ahead + " jobs are";
        }
        return ahead == 1 ? "1 job is" : ahead + " jobs are";
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static Optional<Integer> left(Job job) {
        return Optional.of(job.attempts().max() - job.attempts().used());
    }

    private static String outOf(Attempts attempts) {
        return attempts.used() + " of " + attempts.max();
    }
}
