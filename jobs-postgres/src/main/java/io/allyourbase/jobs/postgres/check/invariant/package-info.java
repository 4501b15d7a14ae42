/** What must hold of the rows at any moment, whoever is at work. */
@NullMarked
package io.allyourbase.jobs.postgres.check.invariant;

import org.jspecify.annotations.NullMarked;
