package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.cli.output.Output;

/** What a command works with: the server, and where its result goes. */
public record Session(AdminClient server, Output output) {
    /** The same, with its result going elsewhere. */
    public Session to(Output other) {
        return new Session(server, other);
    }
}
