package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobFilter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

final class InMemoryBulk implements BulkActions {
    private final InMemoryTables tables;

    InMemoryBulk(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public long count(JobFilter filter) {
        synchronized (tables) {
            return matching(filter).count();
        }
    }

    @Override
    public int retry(JobFilter filter, int limit) {
        return apply(filter.state(JobState.FAILED), limit, new Event.Retry());
    }

    @Override
    public long countDelayed(JobFilter filter) {
        synchronized (tables) {
            return delayed(filter).count();
        }
    }

    @Override
    public int runNow(JobFilter filter, int limit) {
        synchronized (tables) {
            return apply(delayed(filter), limit, new Event.RunNow());
        }
    }

    private Stream<Job> delayed(JobFilter filter) {
        return matching(filter.state(JobState.QUEUED)).filter(job -> job.runAt().isAfter(tables.now()));
    }

    @Override
    public int cancel(JobFilter filter, int limit) {
        return apply(filter.state(JobState.QUEUED), limit, new Event.Cancel());
    }

    @Override
    public long countUnasked(JobFilter filter) {
        synchronized (tables) {
            return unasked(filter).count();
        }
    }

    @Override
    public int askCancel(JobFilter filter, int limit) {
        synchronized (tables) {
            return apply(unasked(filter), limit, new Event.AskCancel());
        }
    }

    private Stream<Job> unasked(JobFilter filter) {
        return matching(filter.anyState())
                .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.RUNNING)
                .filter(job -> job.cancelAskedAt().isEmpty());
    }

    private int apply(JobFilter filter, int limit, Event event) {
        synchronized (tables) {
            return apply(matching(filter), limit, event);
        }
    }

    private int apply(Stream<Job> chosen, int limit, Event event) {
        List<JobId> jobs =
                chosen.limit(BulkActions.checkLimit(limit)).map(Job::id).toList();
        jobs.forEach(id -> tables.apply(id, event));
        return jobs.size();
    }

    private Stream<Job> matching(JobFilter filter) {
        return tables.jobs().stream()
                .filter(job -> InMemoryFilter.matches(filter, job))
                .sorted(Comparator.comparing(Job::id));
    }
}
