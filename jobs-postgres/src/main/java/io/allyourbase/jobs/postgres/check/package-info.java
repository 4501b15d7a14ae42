/** Whether a live database is as it should be: its rows and tables, and what is around them. */
@NullMarked
package io.allyourbase.jobs.postgres.check;

import org.jspecify.annotations.NullMarked;
