package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.name.QueueName;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store does to wake its workers. That a hint comes at all is a store's own promise, if it makes it. */
public abstract class WakeupsContract extends StoreContract {
    @Test
    void a_wait_without_a_hint_ends_empty() {
        // A test before this one may have sent a hint late.
        await().until(() -> work.wakeups().await(Duration.ofMillis(1)).isEmpty());
    }

    @Test
    void a_closed_wait_ends_at_once_and_stays_closed() {
        Thread closer = new Thread(work.wakeups()::close);
        closer.start();

        await().until(() -> work.wakeups().await(Duration.ofMinutes(10)).isEmpty());
        assertThat(work.wakeups().await(Duration.ofMinutes(10))).isEmpty();
        work.wakeups().close();
    }

    @Test
    void hints_name_only_queues_that_got_jobs() {
        await().until(() -> work.wakeups().await(Duration.ofMillis(1)).isEmpty());
        enqueue(job().queue(new QueueName("slow")));

        Set<QueueName> hinted = work.wakeups().await(Duration.ofMillis(100));

        assertThat(hinted).isSubsetOf(new QueueName("slow"));
    }
}
