/** Two releases of the library on one database. */
@NullMarked
package io.allyourbase.jobs.postgres.upgrade;

import org.jspecify.annotations.NullMarked;
