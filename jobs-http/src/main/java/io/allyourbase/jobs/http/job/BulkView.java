package io.allyourbase.jobs.http.job;

/** What became of a bulk action, or would have. */
record BulkView(long matched, long changed, long remaining, boolean dryRun) {}
