/**
 * Real processes on a real Postgres while things go wrong, and the proof from their histories that nothing was lost. Read
 * journal, check, server, proxy, worker, load, cluster, fault, and then what is here.
 */
@NullMarked
package io.allyourbase.jobs.cli.faults;

import org.jspecify.annotations.NullMarked;
