/** Measures AYB Jobs and its peers in turn, on one machine and one Postgres. */
@NullMarked
package io.allyourbase.jobs.rivals;

import org.jspecify.annotations.NullMarked;
