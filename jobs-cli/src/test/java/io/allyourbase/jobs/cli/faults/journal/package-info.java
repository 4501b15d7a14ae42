/** What handlers did, written outside the queue. */
@NullMarked
package io.allyourbase.jobs.cli.faults.journal;

import org.jspecify.annotations.NullMarked;
