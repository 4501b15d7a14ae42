package io.allyourbase.jobs.name;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A job's id: one for its whole life, known to the caller before the job is committed. */
public record JobId(UUID value) implements Comparable<JobId> {
    // UUID.fromString also takes short forms such as 1-2-3-4-5.
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The id that the text spells in the canonical form of 36 characters; empty for any other text. */
    public static Optional<JobId> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(new JobId(UUID.fromString(text))) : Optional.empty();
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
