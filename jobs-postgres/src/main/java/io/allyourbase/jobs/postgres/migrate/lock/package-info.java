/** How a migration keeps out of the way of those at work, and of other migrations. */
@NullMarked
package io.allyourbase.jobs.postgres.migrate.lock;

import org.jspecify.annotations.NullMarked;
