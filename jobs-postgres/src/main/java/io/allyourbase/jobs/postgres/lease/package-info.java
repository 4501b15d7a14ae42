@NullMarked
package io.allyourbase.jobs.postgres.lease;

import org.jspecify.annotations.NullMarked;
