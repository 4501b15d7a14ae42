package io.allyourbase.jobs.job;

import io.allyourbase.jobs.name.WorkerId;
import java.time.Instant;

/** A worker's right to run a job, until the given time of the database's clock unless renewed. */
public record Lease(WorkerId worker, Instant until) {}
