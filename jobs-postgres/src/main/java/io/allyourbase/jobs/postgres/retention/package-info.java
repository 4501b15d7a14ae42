@NullMarked
package io.allyourbase.jobs.postgres.retention;

import org.jspecify.annotations.NullMarked;
