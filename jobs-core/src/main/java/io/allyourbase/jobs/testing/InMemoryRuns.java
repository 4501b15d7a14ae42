package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.Lease;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Leases;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Claims, leases and outcomes, each as the state machine decides. */
final class InMemoryRuns implements Claims, Leases, Outcomes, Runs {
    private final InMemoryTables tables;

    InMemoryRuns(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Job> claim(Request request) {
        synchronized (tables) {
            Instant now = tables.now();
            List<JobId> due = claimable(request)
                    .filter(job -> !job.runAt().isAfter(now))
                    .limit(request.limit())
                    .map(Job::id)
                    .toList();
            return due.stream()
                    .map(id -> moved(id, new Event.Claim(request.worker(), request.lease())))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    @Override
    public Optional<Duration> untilNextDue(Request request) {
        synchronized (tables) {
            return claimable(request).map(Job::runAt).min(Instant::compareTo).map(due -> until(tables.now(), due));
        }
    }

    @Override
    public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
        synchronized (tables) {
            List<Job> unknown = tables.jobs().stream()
                    .filter(job -> job.lease()
                            .filter(lease -> lease.worker().equals(worker))
                            .filter(lease -> lease.until().isAfter(tables.now()))
                            .isPresent())
                    .filter(job -> !known.contains(job.run()))
                    .toList();
            unknown.forEach(job -> moved(job.id(), new Event.Release(job.fence())));
            return unknown.size();
        }
    }

    @Override
    public Set<RunId> renew(Collection<RunId> runs, Duration lease) {
        synchronized (tables) {
            Set<RunId> renewed = new HashSet<>();
            for (RunId run : runs) {
                tables.find(run.job()).filter(job -> isOwner(run, job)).ifPresent(job -> {
                    tables.put(prolonged(job, lease));
                    renewed.add(run);
                });
            }
            return renewed;
        }
    }

    @Override
    public Optional<Duration> untilNextExpiry(Duration within) {
        synchronized (tables) {
            return tables.jobs().stream()
                    .flatMap(job -> job.lease().stream())
                    .map(lease -> until(tables.now(), lease.until()))
                    .min(Duration::compareTo)
                    .filter(next -> next.compareTo(within) <= 0);
        }
    }

    @Override
    public List<Recovered> recover(int limit) {
        synchronized (tables) {
            List<Job> running = tables.jobs().stream()
                    .filter(job -> job.state() == JobState.RUNNING)
                    .toList();
            List<Recovered> recovered = running.stream()
                    .flatMap(
                            job -> moved(job.id(), new Event.LeaseExpired())
                                    .map(after -> new Recovered(job.run(), after.state()))
                                    .stream())
                    .limit(limit)
                    .toList();
            tables.runsRecovered += recovered.size();
            return recovered;
        }
    }

    @Override
    public Map<JobId, JobState> write(List<RunOutcome> outcomes) {
        synchronized (tables) {
            Map<JobId, JobState> written = new HashMap<>();
            outcomes.forEach(outcome ->
                    moved(outcome.job(), outcome.event()).ifPresent(job -> written.put(job.id(), job.state())));
            return written;
        }
    }

    @Override
    public Map<RunId, Fate> fates(Collection<RunId> runs) {
        synchronized (tables) {
            Map<RunId, Fate> fates = new HashMap<>();
            runs.forEach(run -> fates.put(run, fate(run)));
            return fates;
        }
    }

    @Override
    public Set<RunId> cancelAsked(Collection<RunId> runs) {
        synchronized (tables) {
            return runs.stream()
                    .filter(run -> tables.find(run.job())
                            .filter(job ->
                                    isOwner(run, job) && job.cancelAskedAt().isPresent())
                            .isPresent())
                    .collect(Collectors.toSet());
        }
    }

    private Fate fate(RunId run) {
        Optional<Job> job = tables.find(run.job()).filter(found -> found.fence().equals(run.fence()));
        return job.map(Job::state)
                .map(state -> switch (state) {
                    case RUNNING -> Fate.OPEN;
                    case COMPLETED -> Fate.COMPLETED;
                    case QUEUED, FAILED, CANCELED -> Fate.LOST;
                })
                .orElse(Fate.LOST);
    }

    static Duration until(Instant now, Instant then) {
        return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    }

    private Stream<Job> claimable(Request request) {
        return request.queues().stream()
                .flatMap(queue -> tables.queued().stream()
                        .filter(job -> job.queue().equals(queue))
                        .filter(job -> request.types().contains(job.type())));
    }

    private Job prolonged(Job job, Duration lease) {
        Lease held = job.lease().orElseThrow();
        return job.with()
                .lease(new Lease(held.worker(), tables.now().plus(lease)))
                .build();
    }

    private static boolean isOwner(RunId run, Job job) {
        return job.state() == JobState.RUNNING && job.fence().equals(run.fence());
    }

    private Optional<Job> moved(JobId id, Event event) {
        return tables.apply(id, event)
                .filter(Decision.Moved.class::isInstance)
                .map(Decision.Moved.class::cast)
                .map(Decision.Moved::job);
    }
}
