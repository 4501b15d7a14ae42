package io.allyourbase.jobs.engine.loop;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.JobEventListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, and keeps the engine safe from them. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<JobEventListener> listeners;

    public Events(List<JobEventListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Tells every listener. Never throws. */
    public void emit(JobEvent event) {
        for (JobEventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (Throwable e) {
                warn(event, e);
            }
        }
    }

    private static void warn(JobEvent event, Throwable cause) {
        String name = event.getClass().getSimpleName();
        try {
            LOG.warn("a listener failed at {}", name, cause);
        } catch (Throwable e) {
            // It is not ours, and printing it may fail in any way.
            warnWithoutStack(name, cause);
        }
    }

    private static void warnWithoutStack(String name, Throwable cause) {
        try {
            LOG.warn(
                    "a listener failed at {} with a {} that can't be printed",
                    name,
                    cause.getClass().getName());
        } catch (Throwable e) {
            // It is the log that fails, and nobody is left to tell.
        }
    }
}
