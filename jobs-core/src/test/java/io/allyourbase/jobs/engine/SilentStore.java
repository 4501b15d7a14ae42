package io.allyourbase.jobs.engine;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Leases;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.port.Retention;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.port.Wakeups;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Set;

/** A store whose every port is asked and does not answer until the gate is opened. */
final class SilentStore {
    private static final Set<String> WITHOUT_ASKING = Set.of("onOwn", "close");

    private final Gate gate;

    SilentStore(Gate gate) {
        this.gate = gate;
    }

    Store.Work work() {
        return new Store.Work(
                silent(Claims.class),
                silent(Outcomes.class),
                silent(Leases.class),
                silent(Runs.class),
                silent(ScheduleTicks.class),
                silent(Retention.class),
                silent(Wakeups.class),
                silent(Presence.class));
    }

    private <P> P silent(Class<P> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            if (WITHOUT_ASKING.contains(method.getName())) {
                return null;
            }
            gate.pass();
            throw new QueueUnavailable("the database is not available: it did not answer", new SQLException());
        }));
    }
}
