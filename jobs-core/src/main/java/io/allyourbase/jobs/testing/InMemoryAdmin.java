package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Decision;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.port.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class InMemoryAdmin implements JobAdmin, JobStats {
    private static final Comparator<Job> NEWEST_FIRST =
            Comparator.comparing(Job::id).reversed();

    private final InMemoryTables tables;

    InMemoryAdmin(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Job> find(JobId id) {
        synchronized (tables) {
            return tables.find(id);
        }
    }

    @Override
    public Page list(JobFilter filter, PageRequest page) {
        synchronized (tables) {
            List<Job> jobs = tables.jobs().stream()
                    .filter(job -> InMemoryFilter.matches(filter, job))
                    .filter(job -> page.after()
                            .map(last -> job.id().compareTo(last) < 0)
                            .orElse(true))
                    .sorted(NEWEST_FIRST)
                    .skip(page.offset())
                    .limit(page.limit() + 1L)
                    .toList();
            if (jobs.size() <= page.limit()) {
                return new Page(jobs, Optional.empty());
            }
            Job last = jobs.get(page.limit() - 1);
            return new Page(jobs.subList(0, page.limit()), Optional.of(last.id()));
        }
    }

    @Override
    public Optional<Decision> retry(JobId id) {
        synchronized (tables) {
            return tables.apply(id, new Event.Retry());
        }
    }

    @Override
    public Optional<Decision> runNow(JobId id) {
        synchronized (tables) {
            return tables.apply(id, new Event.RunNow());
        }
    }

    @Override
    public Optional<Decision> cancel(JobId id) {
        synchronized (tables) {
            return tables.apply(id, new Event.Cancel());
        }
    }

    @Override
    public Optional<Decision> askCancel(JobId id) {
        synchronized (tables) {
            return tables.apply(id, new Event.AskCancel());
        }
    }

    @Override
    public Stats stats() {
        synchronized (tables) {
            Instant now = tables.now();
            Optional<Duration> oldest = tables.queued().stream()
                    .map(Job::runAt)
                    .filter(due -> !due.isAfter(now))
                    .min(Instant::compareTo)
                    .map(due -> Duration.between(due, now));
            return new Stats(
                    count(JobState.QUEUED),
                    count(JobState.RUNNING),
                    count(JobState.COMPLETED),
                    count(JobState.FAILED),
                    count(JobState.CANCELED),
                    oldest,
                    tables.counts.values().stream().reduce(new Counts(0, tables.runsRecovered, 0, 0), Counts::plus));
        }
    }

    private long count(JobState state) {
        return tables.jobs().stream().filter(job -> job.state() == state).count();
    }
}
