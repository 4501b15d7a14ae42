package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.cli.json.JsonObject;

/** What the server did. */
public record Answer(Outcome outcome, JsonObject body) {
    /** Whether something new came to be. */
    public enum Outcome {
        CREATED,
        DONE
    }
}
