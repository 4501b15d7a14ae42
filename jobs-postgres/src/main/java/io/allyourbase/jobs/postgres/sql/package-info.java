@NullMarked
package io.allyourbase.jobs.postgres.sql;

import org.jspecify.annotations.NullMarked;
