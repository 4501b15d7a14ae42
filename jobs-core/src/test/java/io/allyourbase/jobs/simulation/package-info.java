/**
 * Whole clusters in one thread: real engines over the in-memory store, with virtual time, and a seed that decides who
 * acts next and what fails. Read {@link io.allyourbase.jobs.simulation.Promise} for what must hold, then
 * {@link io.allyourbase.jobs.simulation.Simulation} for one life of a cluster.
 */
@NullMarked
package io.allyourbase.jobs.simulation;

import org.jspecify.annotations.NullMarked;
