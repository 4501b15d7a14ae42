package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.loop.Threads;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.port.Store;

/** Starts engines on other threads than their own. */
public final class EngineStart {
    private EngineStart() {}

    public static Engine on(
            Threads threads, Store.Work work, Handlers handlers, JobsConfig config, EngineOptions options) {
        return Engine.start(work, handlers, config, options, threads);
    }
}
