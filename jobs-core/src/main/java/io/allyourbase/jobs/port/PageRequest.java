package io.allyourbase.jobs.port;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.name.JobId;
import java.util.Optional;

/**
 * Which part of a list: at most {@code limit} jobs after skipping {@code offset}, or those behind a page before.
 *
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param offset zero or more
 * @param after the last job of the page before: the page starts behind it, newest first
 */
public record PageRequest(int limit, int offset, Optional<JobId> after) {
    /** The largest page. */
    public static final int MAX_LIMIT = 500;

    /** @throws InvalidInput when limit or offset is out of range */
    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInput("limit", limit + " is not allowed; must be from 1 to " + MAX_LIMIT);
        }
        if (offset < 0) {
            throw new InvalidInput("offset", offset + " is not allowed; must be zero or more");
        }
    }

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, 0, Optional.empty());
    }
}
