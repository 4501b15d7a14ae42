package io.allyourbase.jobs.cli.faults.check;

import io.allyourbase.jobs.cli.faults.check.JobHistory.FinalRow;
import io.allyourbase.jobs.cli.faults.journal.Entry;
import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the history of a job against what is promised. */
final class Checker {
    /** How long after its handler has ended a run's outcome may still be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private final List<Harm> harms;
    private final JobHistory job;
    private final List<String> broken = new ArrayList<>();

    private Checker(List<Harm> harms, JobHistory job) {
        this.harms = harms;
        this.job = job;
    }

    /** What is wrong with it, in one line each; empty when all is as promised. */
    static List<String> check(JobHistory job, List<Harm> harms) {
        Checker checker = new Checker(harms, job);
        checker.checkEnqueue();
        checker.checkFences();
        checker.checkRepeats();
        checker.job.row().ifPresent(checker::checkRow);
        return checker.broken;
    }

    private void checkEnqueue() {
        if (job.told().isPresent() && job.row().isEmpty()) {
            wrong("lost: it was acknowledged, and has no end");
        }
        if (!job.wasAsked()) {
            wrong("executed, and never enqueued");
        }
        job.row()
                .ifPresent(row -> job.told()
                        .filter(id -> !id.equals(row.id()))
                        .ifPresent(id -> wrong("acknowledged as " + id + ", and there as " + row.id())));
        Set<Object> ids = new HashSet<>();
        job.entries().forEach(entry -> ids.add(entry.job()));
        if (ids.size() > 1) {
            wrong("executed under the ids " + ids);
        }
    }

    private void checkFences() {
        Set<Long> seen = new HashSet<>();
        Optional<Entry> newest = Optional.empty();
        for (Entry start : job.starts()) {
            if (!seen.add(start.fence())) {
                wrong("two executions have fence " + start.fence());
            }
            // A process that was stopped between its claim and its handler begins late; the fence makes it harmless.
            boolean isLate =
                    newest.filter(entry -> entry.fence() > start.fence()).isPresent();
            if (isLate && !isExplained(start, start.at())) {
                wrong("fence " + start.fence() + " began after a greater one");
            }
            newest = isLate ? newest : Optional.of(start);
        }
    }

    private void checkRepeats() {
        List<Entry> byFence = new ArrayList<>(job.starts());
        byFence.sort(Comparator.comparingLong(Entry::fence));
        for (int i = 1; i < byFence.size(); i++) {
            Entry before = byFence.get(i - 1);
            boolean isRetry = job.has(What.FAILED, before.fence());
            if (!isRetry && !isExplained(before, end(before, byFence.get(i)))) {
                wrong("executed again as fence " + byFence.get(i).fence() + ", and nothing had happened to fence "
                        + before.fence());
            }
        }
    }

    /** When its outcome must have been told, had nothing happened. */
    private Instant end(Entry start, Entry next) {
        return job.entries().stream()
                .filter(entry -> entry.fence() == start.fence() && entry.what() == What.COMPLETED)
                .findFirst()
                .map(entry -> entry.at().plus(ON_ITS_WAY))
                .orElse(next.at());
    }

    private boolean isExplained(Entry start, Instant end) {
        return harms.stream().anyMatch(harm -> harm.explains(start, end));
    }

    private void checkRow(FinalRow row) {
        What ending = row.state().equals("completed") ? What.COMPLETED : What.FAILED;
        if (!job.has(ending, row.fence())) {
            wrong("it is " + row.state() + " by fence " + row.fence() + ", whose handler did not end so");
        }
        if (row.reported().isEmpty() || row.reported().getAsLong() != row.fence()) {
            wrong("a stale write took effect: fence " + row.fence() + " has what was reported by " + row.reported());
        }
        job.starts().stream()
                .filter(start -> start.fence() > row.fence())
                .forEach(start ->
                        wrong("it ended as fence " + row.fence() + ", and was executed as fence " + start.fence()));
    }

    private void wrong(String what) {
        broken.add("job " + job.number() + ": " + what + "; " + job.entries());
    }
}
