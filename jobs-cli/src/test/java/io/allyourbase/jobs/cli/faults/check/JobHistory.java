package io.allyourbase.jobs.cli.faults.check;

import io.allyourbase.jobs.cli.faults.journal.Entry;
import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import io.allyourbase.jobs.name.JobId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is known of one job.
 *
 * @param wasAsked whether it was enqueued at all, as far as the enqueuer knows: told or in doubt
 * @param told the id that the enqueuer was told; empty when the answer was lost
 * @param entries of all journals
 * @param row as it ended up in the database; empty when it is not there
 */
public record JobHistory(
        long number, boolean wasAsked, Optional<JobId> told, List<Entry> entries, Optional<FinalRow> row) {
    public JobHistory {
        entries = entries.stream().sorted(Comparator.comparing(Entry::at)).toList();
    }

    /** A finished job as the database has it: the fence, and the fence that the run reported, or failed with. */
    public record FinalRow(JobId id, String state, long fence, OptionalLong reported) {}

    /** Each time a handler began. */
    List<Entry> starts() {
        return all(What.STARTED);
    }

    List<Entry> all(What what) {
        return entries.stream().filter(entry -> entry.what() == what).toList();
    }

    boolean has(What what, long fence) {
        return entries.stream().anyMatch(entry -> entry.what() == what && entry.fence() == fence);
    }
}
