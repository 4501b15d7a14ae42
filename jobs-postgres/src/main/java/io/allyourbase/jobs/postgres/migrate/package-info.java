@NullMarked
package io.allyourbase.jobs.postgres.migrate;

import org.jspecify.annotations.NullMarked;
