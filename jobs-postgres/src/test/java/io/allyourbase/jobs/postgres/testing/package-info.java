/** A real Postgres for tests of this and other modules. */
@NullMarked
package io.allyourbase.jobs.postgres.testing;

import org.jspecify.annotations.NullMarked;
