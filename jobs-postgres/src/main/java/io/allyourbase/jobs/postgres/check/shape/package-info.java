/** The tables as they are, beside the tables as the migrations make them. */
@NullMarked
package io.allyourbase.jobs.postgres.check.shape;

import org.jspecify.annotations.NullMarked;
