package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.event.JobEventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Remembers what engines tell, so that tests await it. */
final class EventLog implements JobEventListener {
    private final List<JobEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(JobEvent event) {
        events.add(event);
    }

    <E extends JobEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <E extends JobEvent> E await(Class<E> type) {
        return await(type, event -> true);
    }

    private <E extends JobEvent> E await(Class<E> type, Predicate<E> which) {
        Awaitility.await().until(() -> all(type).stream().anyMatch(which));
        return all(type).stream().filter(which).findFirst().orElseThrow();
    }

    void await(Class<? extends JobEvent> type, int count) {
        Awaitility.await().until(() -> all(type).size() >= count);
    }
}
