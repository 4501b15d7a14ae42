/** ayb jobs: a command per file. */
@NullMarked
package io.allyourbase.jobs.cli.jobs;

import org.jspecify.annotations.NullMarked;
