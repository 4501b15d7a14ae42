package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.json.JsonObject;
import java.util.Optional;

/** What operators do to jobs. */
enum Change {
    RETRY("retry", "failed", "reset to queued", "--all-failed"),
    RUN("run", "delayed", "due now", "--all-delayed"),
    CANCEL("cancel", "queued", "canceled", "--all-queued"),
    /** A cancel of jobs whether they run or not. */
    ASK("cancel", "queued or running", "canceled or asked to end", "--all-queued");

    private final String word;
    private final String state;
    private final String done;
    private final String all;

    Change(String word, String state, String done, String all) {
        this.word = word;
        this.state = state;
        this.done = done;
        this.all = all;
    }

    /** Its name on the wire and in the command. */
    String word() {
        return word;
    }

    /** Where it is asked for, of one job. */
    Route of(String job) {
        return meant(Route.of("jobs", job, word));
    }

    /** Where it is asked for, of all that match. */
    Route ofMany() {
        return meant(Route.of("jobs", word));
    }

    private Route meant(Route route) {
        return route.with("running", this == ASK ? Optional.of("ask") : Optional.empty());
    }

    /** The state of the jobs that it can be done to, or what they are called. */
    String state() {
        return state;
    }

    /** What has become of jobs, in words. */
    String done() {
        return done;
    }

    /** What has become of that job, in words. */
    String done(JsonObject job) {
        if (this != ASK) {
            return done;
        }
        boolean runs = job.text("state").filter("running"::equals).isPresent();
        return runs ? "was asked to end" : "canceled";
    }

    /** What is asked before it is done to many. */
    String question() {
        return switch (this) {
            case RETRY -> "Retry them?";
            case RUN -> "Run them now?";
            case CANCEL -> "Cancel them?";
            case ASK -> "Cancel them, and ask those that run to end?";
        };
    }

    /** The option that means all of them. */
    String all() {
        return all;
    }
}
