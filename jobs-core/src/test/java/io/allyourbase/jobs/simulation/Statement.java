package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One transaction on the store.
 *
 * @param by whose; empty for a client's
 * @param runs those that it speaks of
 * @param outcomes what it says of them
 */
record Statement(Kind kind, Optional<Node> by, Set<RunId> runs, List<RunOutcome> outcomes) {
    enum Kind {
        ENQUEUE,
        CLAIM,
        GIVE_BACK,
        WRITE,
        RENEW,
        RECOVER,
        FIRE,
        CANCEL,
        RETRY,
        RUN_NOW,
        EDIT,
        READ
    }

    static Statement client(Kind kind) {
        return new Statement(kind, Optional.empty(), Set.of(), List.of());
    }

    static Statement of(Node by, Kind kind) {
        return new Statement(kind, Optional.of(by), Set.of(), List.of());
    }

    static Statement renewal(Node by, Collection<RunId> runs) {
        return new Statement(Kind.RENEW, Optional.of(by), Set.copyOf(runs), List.of());
    }

    static Statement write(Node by, List<RunOutcome> outcomes) {
        return new Statement(Kind.WRITE, Optional.of(by), Set.of(), List.copyOf(outcomes));
    }

    Node node() {
        return by.orElseThrow();
    }
}
