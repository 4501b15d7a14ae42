package io.allyourbase.jobs.simulation;

/** The node that this runs in is dead: nothing of it goes on. */
final class Crash extends Error {
    Crash() {
        super("the node crashed", null, false, false);
    }
}
