@NullMarked
package io.allyourbase.jobs.postgres.presence;

import org.jspecify.annotations.NullMarked;
