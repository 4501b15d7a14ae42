/** The four built-in cleanup jobs, their schedules, and the timer that stands in for them. */
@NullMarked
package io.allyourbase.jobs.postgres.cleanup;

import org.jspecify.annotations.NullMarked;
