package io.allyourbase.jobs.cli.bench.database;

import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.payload.Payload;
import java.util.List;
import java.util.stream.IntStream;

/** Over how many types and queues the jobs are spread, evenly; their names start with that one. */
public record Spread(String name, int types, int queues) {
    /** One type, one queue. */
    public static final Spread PLAIN = of(1, 1);

    /** So many types and queues. */
    public static Spread of(int types, int queues) {
        return new Spread("bench", types, queues);
    }

    public String type(long job) {
        return name + "_" + job % types;
    }

    public String queue(long job) {
        return name + "_" + job % queues;
    }

    /** What a job carries: its number. */
    public static String payload(long job) {
        return Long.toString(job);
    }

    public NewJob job(long job) {
        return job(job, job);
    }

    /** As the job of that number, but carrying another. */
    public NewJob job(long job, long carried) {
        return NewJob.builder(new JobType(type(job)))
                .queue(new QueueName(queue(job)))
                .payload(Payload.of(payload(carried)))
                .build();
    }

    public List<String> typeNames() {
        return IntStream.range(0, types).mapToObj(this::type).toList();
    }

    public List<String> queueNames() {
        return IntStream.range(0, queues).mapToObj(this::queue).toList();
    }
}
