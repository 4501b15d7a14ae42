package io.allyourbase.jobs.postgres.check.probe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** All that need but a transaction, in the order in which people read them. */
public final class Probes {
    private static final int OLDEST_SERVER = 130_000;
    private static final Duration LONG_TRANSACTION = Duration.ofMinutes(1);
    private static final Duration FAR_TOO_LONG_TRANSACTION = Duration.ofMinutes(15);
    private static final Duration UNTAKEN = Duration.ofMinutes(1);
    private static final Duration LATE_SCHEDULE = Duration.ofMinutes(5);

    private Probes() {}

    /** Those of the server, whatever tables it has. */
    public static List<Probe> ofServer(InstantSource clock) {
        return List.of(
                new Server(OLDEST_SERVER),
                new Durability(),
                new ClockSkew(clock),
                new XminHorizon(LONG_TRANSACTION, FAR_TOO_LONG_TRANSACTION));
    }

    /** Those of the queue's tables. */
    public static List<Probe> ofTables() {
        return List.of(new Vacuum(), new Connections(), new Workers(UNTAKEN), new DueSchedules(LATE_SCHEDULE));
    }
}
