package io.allyourbase.jobs.name;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A job's id: one for its whole life, known to the caller before the job is committed. */
public record JobId(UUID value) implements Comparable<JobId> {
    // UUID.fromString also takes short forms such as 1-2-3-4-5.
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final long LAST_MILLI = (1L << 48) - 1;

    /** The id that the text spells in the canonical form of 36 characters; empty for any other text. */
    public static Optional<JobId> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(new JobId(UUID.fromString(text))) : Optional.empty();
    }

    /** The least id that could be made at that instant or later; instants out of a UUID's range count as its ends. */
    public static JobId earliestAt(Instant instant) {
        long millis = Math.max(0, Math.min(LAST_MILLI, instant.toEpochMilli()));
        return new JobId(new UUID(millis << 16, 0));
    }

    /** Whether it is a UUID of version 7, as {@link JobIds} makes them: those sort by the time they were made. */
    public boolean isByTime() {
        return value.version() == 7 && value.variant() == 2;
    }

    /** As bytes, which is how databases order UUIDs; {@link UUID#compareTo} takes them for signed numbers. */
    @Override
    public int compareTo(JobId other) {
        int most = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return most != 0
                ? most
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
