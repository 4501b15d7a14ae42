/** ayb jobs. */
@NullMarked
package io.allyourbase.jobs.cli.jobs;

import org.jspecify.annotations.NullMarked;
