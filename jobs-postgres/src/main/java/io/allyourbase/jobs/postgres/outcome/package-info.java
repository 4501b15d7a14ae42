@NullMarked
package io.allyourbase.jobs.postgres.outcome;

import org.jspecify.annotations.NullMarked;
