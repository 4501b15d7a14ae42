/** ayb workers: a command per file. */
@NullMarked
package io.allyourbase.jobs.cli.workers;

import org.jspecify.annotations.NullMarked;
