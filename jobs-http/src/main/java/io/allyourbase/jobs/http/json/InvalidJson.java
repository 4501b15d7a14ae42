package io.allyourbase.jobs.http.json;

import io.allyourbase.jobs.error.JobsException;

/** A body that is not one JSON object in UTF-8. */
public final class InvalidJson extends JobsException {
    InvalidJson() {
        super("invalid JSON body");
    }
}
