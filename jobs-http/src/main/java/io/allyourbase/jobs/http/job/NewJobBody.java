package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.http.json.Fields;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.Text;

/** Reads a job to enqueue. */
final class NewJobBody {
    private NewJobBody() {}

    static NewJob parse(Fields body, int maxAttemptsDefault) {
        String type = Text.name("type", body.text("type").orElse(""));
        NewJob.Builder job = NewJob.builder(new JobType(type))
                .maxAttempts(body.integer("maxAttempts").orElse(maxAttemptsDefault));
        body.payload("payload").ifPresent(job::payload);
        body.time("runAt").ifPresent(job::runAt);
        body.text("idempotencyKey").ifPresent(job::idempotencyKey);
        body.text("queue").map(QueueName::new).ifPresent(job::queue);
        body.integer("priority").ifPresent(job::priority);
        return job.build();
    }
}
