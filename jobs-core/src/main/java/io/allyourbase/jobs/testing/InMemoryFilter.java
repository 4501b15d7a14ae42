package io.allyourbase.jobs.testing;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.port.JobFilter;
import java.util.Locale;

/** Which jobs a filter means. */
final class InMemoryFilter {
    private InMemoryFilter() {}

    static boolean matches(JobFilter filter, Job job) {
        return filter.state().map(job.state()::equals).orElse(true)
                && filter.type().map(job.type()::equals).orElse(true)
                && filter.queue().map(job.queue()::equals).orElse(true)
                && filter.createdAfter()
                        .map(time -> !job.createdAt().isBefore(time))
                        .orElse(true)
                && filter.createdBefore().map(job.createdAt()::isBefore).orElse(true)
                && filter.error().map(text -> contains(job, text)).orElse(true);
    }

    private static boolean contains(Job job, String text) {
        return job.lastError()
                .filter(error -> error.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
