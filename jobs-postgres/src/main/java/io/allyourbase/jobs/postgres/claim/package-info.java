@NullMarked
package io.allyourbase.jobs.postgres.claim;

import org.jspecify.annotations.NullMarked;
