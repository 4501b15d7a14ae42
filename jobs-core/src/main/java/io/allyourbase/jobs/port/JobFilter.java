package io.allyourbase.jobs.port;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which jobs are meant: all that match every part that is present.
 *
 * @param createdAfter created then or later. Jobs made by a process whose clock is off by more than {@link #CLOCK_SLACK}
 *     may be missed; so too with createdBefore
 * @param createdBefore created earlier than then
 * @param error a text that the last error contains, in upper or lower case; at most 100 characters
 */
public record JobFilter(
        Optional<JobState> state,
        Optional<JobType> type,
        Optional<QueueName> queue,
        Optional<Instant> createdAfter,
        Optional<Instant> createdBefore,
        Optional<String> error) {
    /** How far a process's clock may be from the database's for its jobs to be found by when they were created. */
    public static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

    /** Every job. */
    public static final JobFilter ALL = new JobFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws io.allyourbase.jobs.error.InvalidInput when the error's text is blank or too long */
    public JobFilter {
        error.ifPresent(text -> Text.name("error", text));
    }

    public JobFilter state(JobState state) {
        return new JobFilter(Optional.of(state), type, queue, createdAfter, createdBefore, error);
    }

    /** The same jobs whatever their state. */
    public JobFilter anyState() {
        return new JobFilter(Optional.empty(), type, queue, createdAfter, createdBefore, error);
    }

    public JobFilter type(JobType type) {
        return new JobFilter(state, Optional.of(type), queue, createdAfter, createdBefore, error);
    }

    public JobFilter queue(QueueName queue) {
        return new JobFilter(state, type, Optional.of(queue), createdAfter, createdBefore, error);
    }

    public JobFilter createdAfter(Instant time) {
        return new JobFilter(state, type, queue, Optional.of(time), createdBefore, error);
    }

    public JobFilter createdBefore(Instant time) {
        return new JobFilter(state, type, queue, createdAfter, Optional.of(time), error);
    }

    public JobFilter error(String text) {
        return new JobFilter(state, type, queue, createdAfter, createdBefore, Optional.of(text));
    }

    /** Whether it leaves out no job but by its state. */
    public boolean isOfAll() {
        return type.isEmpty()
                && queue.isEmpty()
                && createdAfter.isEmpty()
                && createdBefore.isEmpty()
                && error.isEmpty();
    }
}
