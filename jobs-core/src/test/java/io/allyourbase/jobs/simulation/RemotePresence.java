package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Presence;

/** A store's presence beyond a network. */
final class RemotePresence implements Presence {
    private final Remote remote;
    private final Presence presence;

    RemotePresence(Remote remote, Presence presence) {
        this.remote = remote;
        this.presence = presence;
    }

    @Override
    public void beat(Worker worker) {
        remote.run(() -> presence.beat(worker));
    }

    @Override
    public void leave(WorkerId worker) {
        remote.run(() -> presence.leave(worker));
    }
}
