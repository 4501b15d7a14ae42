package io.allyourbase.jobs.cli.faults.check;

import io.allyourbase.jobs.cli.faults.check.JobHistory.FinalRow;
import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the histories of many jobs say.
 *
 * @param jobs those that were executed or acknowledged
 * @param inDoubt those among them whose enqueue's answer was lost
 * @param duplicates executions beyond a job's first, retries of failures apart
 * @param refused outcomes that came too late, and changed nothing
 * @param broken what should not be; must be empty
 */
public record Verdict(
        long jobs, long inDoubt, long executions, long duplicates, long lost, long refused, List<String> broken) {
    public static final Verdict NONE = new Verdict(0, 0, 0, 0, 0, 0, List.of());

    /** Checks each job; what is beyond its first execution must be explained by a harm. */
    public static Verdict of(Collection<JobHistory> jobs, List<Harm> harms) {
        List<String> broken = new ArrayList<>();
        long inDoubt = 0;
        long executions = 0;
        long retries = 0;
        long executed = 0;
        long refused = 0;
        long lost = 0;
        for (JobHistory job : jobs) {
            broken.addAll(Checker.check(job, harms));
            int starts = job.starts().size();
            inDoubt += job.told().isEmpty() ? 1 : 0;
            executions += starts;
            executed += Math.min(1, starts);
            retries += starts > 1 ? retries(job) : 0;
            refused += refused(job);
            lost += job.told().isPresent() && job.row().isEmpty() ? 1 : 0;
        }
        return new Verdict(
                jobs.size(), inDoubt, executions, executions - executed - retries, lost, refused, List.copyOf(broken));
    }

    /** Failures after which the job was executed again, as it should be. */
    private static long retries(JobHistory job) {
        long last =
                job.starts().stream().mapToLong(start -> start.fence()).max().orElse(0);
        return job.starts().stream()
                .filter(start -> start.fence() < last && job.has(What.FAILED, start.fence()))
                .count();
    }

    /** The last owner's is refused too when it is told again, because the answer to the first telling was lost. */
    private static long refused(JobHistory job) {
        long last = job.row().map(FinalRow::fence).orElse(0L);
        return job.all(What.REFUSED).stream()
                .filter(entry -> entry.fence() != last)
                .count();
    }

    /** Both together. */
    public Verdict plus(Verdict other) {
        List<String> all = new ArrayList<>(broken);
        all.addAll(other.broken);
        return new Verdict(
                jobs + other.jobs,
                inDoubt + other.inDoubt,
                executions + other.executions,
                duplicates + other.duplicates,
                lost + other.lost,
                refused + other.refused,
                List.copyOf(all));
    }
}
