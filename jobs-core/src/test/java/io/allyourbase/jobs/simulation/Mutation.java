package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.OpenStore;
import java.time.Duration;

/** A bug put in on purpose, between an engine and its store or between two steps of a loop. By itself, none. */
class Mutation {
    static final Mutation NONE = new Mutation();

    /** The store's ports, of which this node's statements are the effect. */
    Store.Work inStore(Store.Work work, Cluster cluster, Node node) {
        return work;
    }

    /** The ports as the engine has them. */
    Store.Work inEngine(Store.Work work) {
        return work;
    }

    /** What operators use. */
    JobAdmin admin(OpenStore store) {
        return store.store().admin();
    }

    /** How long the loop waits after a step that asked for such a pause. */
    Duration pause(Loop loop, Duration asked) {
        return asked;
    }
}
