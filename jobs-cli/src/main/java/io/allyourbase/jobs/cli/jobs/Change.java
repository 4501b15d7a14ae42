package io.allyourbase.jobs.cli.jobs;

import java.util.Locale;

/** What operators do to jobs. */
enum Change {
    RETRY("failed", "reset to queued", "--all-failed"),
    CANCEL("queued", "canceled", "--all-queued");

    private final String state;
    private final String done;
    private final String all;

    Change(String state, String done, String all) {
        this.state = state;
        this.done = done;
        this.all = all;
    }

    /** Its name on the wire and in the command. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of the jobs that it can be done to. */
    String state() {
        return state;
    }

    /** What has become of a job, in words. */
    String done() {
        return done;
    }

    /** What is asked before it is done to many. */
    String question() {
        return switch (this) {
            case RETRY -> "Retry them?";
            case CANCEL -> "Cancel them?";
        };
    }

    /** The option that means all of them. */
    String all() {
        return all;
    }
}
