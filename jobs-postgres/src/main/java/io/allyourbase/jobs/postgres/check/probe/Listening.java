package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.notify.ListenTrial;
import io.allyourbase.jobs.postgres.sql.Database;
import java.time.Duration;

/** Whether workers hear of new jobs at once, or find them by polling. */
public final class Listening {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NAME = "listen";

    private Listening() {}

    /** Tries it on two connections. */
    public static Finding of(Database database) {
        return switch (ListenTrial.of(database, PATIENCE)) {
            case HEARD -> Finding.ok(NAME, "LISTEN and NOTIFY work");
            case BEHIND_A_POOLER ->
                polling("polling only: a pooler in transaction mode is in between, which LISTEN does not pass");
            case NOT_HEARD -> polling("polling only: a notification was not heard");
        };
    }

    private static Finding polling(String what) {
        return Finding.of(Severity.NOTE, NAME, what)
                .advice(
                        "New jobs start up to poll_interval_ms later. Nothing is lost.",
                        "Connect workers to the server itself, or shorten poll_interval_ms, if that is too late.");
    }
}
