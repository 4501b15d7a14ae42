/** Commands that look at a database, and change nothing. */
@NullMarked
package io.allyourbase.jobs.cli.check;

import org.jspecify.annotations.NullMarked;
