package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.error.ContentRefused;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a handler will do.
 *
 * @param takes how long; without end when empty
 * @param heeds whether it ends when it is interrupted
 */
record Plan(Kind kind, Optional<Duration> takes, boolean heeds) {
    static final Plan INTERRUPTED = new Plan(Kind.IS_INTERRUPTED, Optional.empty(), true);

    private static final String UNSTORABLE = "unstorable";

    enum Kind {
        COMPLETES,
        ASKS_AND_COMPLETES,
        REPORTS_UNSTORABLE,
        SNOOZES,
        THROWS,
        THROWS_ERROR,
        FAILS_FOR_GOOD,
        IS_INTERRUPTED
    }

    /** As the handler that it is for. */
    Outcome carriedOutIn(Run run) throws InterruptedException {
        return switch (kind) {
            case COMPLETES -> Outcome.COMPLETED;
            case ASKS_AND_COMPLETES -> {
                run.checkOwner();
                yield Outcome.completed("asked");
            }
            case REPORTS_UNSTORABLE -> Outcome.completed(UNSTORABLE);
            case SNOOZES -> Outcome.snooze(Duration.ofSeconds(2));
            case THROWS -> throw new IllegalStateException("a bug");
            case THROWS_ERROR -> throw new LinkageError("a worse bug");
            case FAILS_FOR_GOOD -> throw new PermanentFailure("no such thing");
            case IS_INTERRUPTED -> throw new InterruptedException();
        };
    }

    /** Whether its outcome may be that it failed for good. */
    boolean mayFailForGood() {
        return kind == Kind.FAILS_FOR_GOOD || kind == Kind.REPORTS_UNSTORABLE;
    }

    /** What a store does with text that it can't hold. */
    static void refuseUnstorable(List<RunOutcome> batch) {
        for (RunOutcome outcome : batch) {
            if (outcome.event() instanceof Event.Complete complete
                    && complete.report().equals(UNSTORABLE)) {
                throw new ContentRefused("invalid byte sequence", new IOException());
            }
        }
    }
}
