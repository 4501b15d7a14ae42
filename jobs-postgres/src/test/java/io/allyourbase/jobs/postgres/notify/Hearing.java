package io.allyourbase.jobs.postgres.notify;

import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Wakeups;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a worker hears of once it listens. */
final class Hearing {
    private static final QueueName FIRST = new QueueName("first");
    private static final Set<QueueName> QUEUES =
            IntStream.range(0, 20).mapToObj(i -> new QueueName("queue " + i)).collect(Collectors.toUnmodifiableSet());

    private Hearing() {}

    static void assertEveryQueueIsHeard(TestDatabase database) {
        PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
        Set<QueueName> heard = new HashSet<>();
        try (Wakeups wakeups = store.work().wakeups()) {
            // What comes before it listens is not heard.
            await().until(() -> {
                enqueue(store, FIRST);
                return wakeups.await(Duration.ofMillis(200)).contains(FIRST);
            });

            QUEUES.forEach(queue -> enqueue(store, queue));
            await().until(() -> {
                heard.addAll(wakeups.await(Duration.ofSeconds(5)));
                return heard.containsAll(QUEUES);
            });
        }
    }

    private static void enqueue(PostgresStore store, QueueName queue) {
        store.queue().enqueue(NewJob.builder(new JobType("mail")).queue(queue).build());
    }
}
