package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.name.JobId;
import java.util.HashMap;
import java.util.Map;

/** An outside system that refuses an older owner: it remembers the largest fence that it has seen of each job. */
public final class FencedWrite {
    record Report(String text) {}

    static final JobDefinition<Report> REPORT = JobDefinition.of("report", Report.class);

    private FencedWrite() {}

    // tag::shelf[]
    static final class Shelf {
        private final Map<JobId, Long> fences = new HashMap<>();
        private final Map<JobId, String> texts = new HashMap<>();

        /** False when a later run of the job has written: the caller is a run that lost its job, and may not know. */
        synchronized boolean put(JobId job, long fence, String text) {
            if (fence < fences.getOrDefault(job, 0L)) {
                return false;
            }
            fences.put(job, fence);
            texts.put(job, text);
            return true;
        }

        synchronized String text(JobId job) {
            return texts.getOrDefault(job, "");
        }
    }
    // end::shelf[]

    // tag::write[]
    static void write(Shelf shelf, Report report, Run run) {
        if (!shelf.put(run.id(), run.fence().value(), report.text())) {
            run.checkOwner();
            throw new IllegalStateException("a later run has written the report");
        }
    }
    // end::write[]
}
