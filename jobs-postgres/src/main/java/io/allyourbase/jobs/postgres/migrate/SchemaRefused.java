package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.error.JobsException;

/** The database can't be migrated by this program: it is too old, or its tables are of a newer program. */
public final class SchemaRefused extends JobsException {
    SchemaRefused(String message) {
        super(message);
    }
}
