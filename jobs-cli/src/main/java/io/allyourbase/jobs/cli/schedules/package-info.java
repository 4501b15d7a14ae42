/** ayb schedules: a command per file. */
@NullMarked
package io.allyourbase.jobs.cli.schedules;

import org.jspecify.annotations.NullMarked;
