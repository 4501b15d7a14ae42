package io.allyourbase.jobs.postgres.outcome;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.port.Outcomes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** An outcome as the statements take it. */
record Ending(UUID job, Fence fence, String word, Optional<String> text, Duration delay) {
    static Ending of(Outcomes.RunOutcome outcome) {
        UUID job = outcome.job().value();
        Event.ByOwner event = outcome.event();
        if (event instanceof Event.Complete complete) {
            return ending(job, event, "complete", complete.report(), Duration.ZERO);
        }
        if (event instanceof Event.Fail fail) {
            return ending(job, event, "fail", fail.error(), fail.backoff());
        }
        if (event instanceof Event.FailForGood fail) {
            return ending(job, event, "fail for good", fail.error(), Duration.ZERO);
        }
        if (event instanceof Event.Snooze snooze) {
            return ending(job, event, "give back", "", snooze.delay());
        }
        return ending(job, event, event instanceof Event.Release ? "give back" : "stop", "", Duration.ZERO);
    }

    private static Ending ending(UUID job, Event.ByOwner event, String word, String text, Duration delay) {
        // Postgres stores no NUL, and an outcome must not be lost to one.
        boolean isNothing = text.isEmpty() && !word.startsWith("fail");
        Optional<String> kept = isNothing ? Optional.empty() : Optional.of(text.replace('\0', '\uFFFD'));
        return new Ending(job, event.fence(), word, kept, delay);
    }

    /** What the job is in when the run ends it. */
    JobState state() {
        return switch (word) {
            case "complete" -> JobState.COMPLETED;
            case "stop" -> JobState.CANCELED;
            default -> JobState.FAILED;
        };
    }

    boolean mayEnd() {
        return !word.equals("give back");
    }

    boolean mayGoBack() {
        return word.equals("give back") || word.equals("fail");
    }
}
