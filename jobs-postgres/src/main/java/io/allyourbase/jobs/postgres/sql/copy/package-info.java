@NullMarked
package io.allyourbase.jobs.postgres.sql.copy;

import org.jspecify.annotations.NullMarked;
