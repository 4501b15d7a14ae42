package io.allyourbase.jobs.event;

/** Is told what the engine does. Called on the engine's threads, many at once: must be quick, and is never retried. */
@FunctionalInterface
public interface JobEventListener {
    /** Whatever this throws is logged and otherwise ignored. */
    void on(JobEvent event);
}
