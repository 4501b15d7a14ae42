package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Leases;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store's ports as a node has them, beyond its network. */
final class Remote {
    private final Network network;
    private final Cluster cluster;
    private final Node node;

    Remote(Cluster cluster, Node node) {
        this.network = new Network(cluster, node);
        this.cluster = cluster;
        this.node = node;
    }

    Store.Work work(Store.Work local, Hints hints) {
        return new Store.Work(
                new RemoteClaims(local.claims()),
                new RemoteOutcomes(local.outcomes()),
                new RemoteLeases(local.leases()),
                new RemoteRuns(local.runs()),
                new RemoteTicks(network, node, local.ticks()),
                keep -> run(() -> local.retention().sweep(keep)),
                hints,
                new RemotePresence(this, local.presence()));
    }

    void run(Runnable statement) {
        network.call(Statement.of(node, Kind.READ), () -> {
            statement.run();
            return true;
        });
    }

    private final class RemoteClaims implements Claims {
        private final Claims claims;

        RemoteClaims(Claims claims) {
            this.claims = claims;
        }

        @Override
        public List<Job> claim(Request request) {
            List<Job> jobs = network.call(Statement.of(node, Kind.CLAIM), () -> claims.claim(request));
            cluster.judge().told(node, jobs);
            return jobs;
        }

        @Override
        public Optional<Duration> untilNextDue(Request request) {
            return network.call(Statement.of(node, Kind.READ), () -> claims.untilNextDue(request));
        }

        @Override
        public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
            return network.call(Statement.of(node, Kind.GIVE_BACK), () -> claims.giveBackUnknown(worker, known));
        }
    }

    private final class RemoteOutcomes implements Outcomes {
        private final Outcomes outcomes;

        RemoteOutcomes(Outcomes outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public Map<JobId, JobState> write(List<RunOutcome> batch) {
            Plan.refuseUnstorable(batch);
            return network.call(Statement.write(node, batch), () -> outcomes.write(batch));
        }
    }

    private final class RemoteRuns implements Runs {
        private final Runs runs;

        RemoteRuns(Runs runs) {
            this.runs = runs;
        }

        @Override
        public Map<RunId, Fate> fates(Collection<RunId> asked) {
            return network.call(Statement.of(node, Kind.READ), () -> runs.fates(asked));
        }

        @Override
        public Set<RunId> cancelAsked(Collection<RunId> asked) {
            return network.call(Statement.of(node, Kind.READ), () -> runs.cancelAsked(asked));
        }
    }

    private final class RemoteLeases implements Leases {
        private final Leases leases;

        RemoteLeases(Leases leases) {
            this.leases = leases;
        }

        @Override
        public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
            return network.call(Statement.renewal(node, runs), () -> leases.renew(runs, lease));
        }

        @Override
        public Optional<Duration> untilNextExpiry(Duration within) {
            return network.call(Statement.of(node, Kind.READ), () -> leases.untilNextExpiry(within));
        }

        @Override
        public List<Recovered> recover(int limit) {
            return network.call(Statement.of(node, Kind.RECOVER), () -> leases.recover(limit));
        }
    }
}
