package io.allyourbase.jobs.http.worker;

import io.allyourbase.jobs.explain.LiveWorker;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import java.time.Instant;
import java.util.List;

/** A worker on the wire; names in their order. */
record WorkerView(
        String workerId,
        List<String> queues,
        List<String> types,
        int concurrency,
        int running,
        Instant startedAt,
        Instant seenAt) {

    static WorkerView of(LiveWorker worker) {
        return new WorkerView(
                worker.id().value(),
                worker.queues().stream().map(QueueName::value).sorted().toList(),
                worker.types().stream().map(JobType::value).sorted().toList(),
                worker.concurrency(),
                worker.running(),
                worker.startedAt(),
                worker.seenAt());
    }
}
