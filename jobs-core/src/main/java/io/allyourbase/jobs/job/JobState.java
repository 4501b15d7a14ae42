package io.allyourbase.jobs.job;

import java.util.Locale;
import java.util.Optional;

/** Where a job stands. */
public enum JobState {
    /** Waits to be claimed, now or at its due time. */
    QUEUED,
    /** A worker holds its lease. */
    RUNNING,
    /** Ended well. */
    COMPLETED,
    /** Ended for good after its last attempt: a dead letter, which an operator may retry. */
    FAILED,
    /** Ended before it was done, because somebody asked. */
    CANCELED;

    /** The word for this state on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a job in this state has ended. */
    public boolean terminal() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case COMPLETED, FAILED, CANCELED -> true;
        };
    }

    /** The state of that word; empty for any other text. */
    public static Optional<JobState> parse(String word) {
        for (JobState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
