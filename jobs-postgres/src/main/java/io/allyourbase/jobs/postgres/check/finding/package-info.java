/** What was found. */
@NullMarked
package io.allyourbase.jobs.postgres.check.finding;

import org.jspecify.annotations.NullMarked;
