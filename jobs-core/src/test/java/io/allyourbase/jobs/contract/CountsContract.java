package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Counts;
import io.allyourbase.jobs.port.Presence;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store counts, and adds up over all workers. */
public abstract class CountsContract extends StoreContract {
    @Test
    void nothing_has_happened_at_first() {
        work.presence().beat(worker("a"));
        completed();

        assertThat(counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void a_recovery_counts_its_runs_once() {
        enqueue();
        enqueue(job().maxAttempts(1));
        work.claims().claim(request(2, NO_LEASE));

        await().until(() -> work.leases().recover(10).size() == 2);
        work.leases().recover(10);

        assertThat(counts()).isEqualTo(new Counts(0, 2, 0, 0));
    }

    @Test
    void workers_counts_are_added_up_however_often_they_are_told() {
        Presence.Worker one = worker("a").counting(new Counts(1, 0, 2, 3));
        work.presence().beat(one);
        work.presence().beat(one);
        work.presence().beat(worker("b").counting(new Counts(10, 0, 20, 30)));
        work.presence().beat(worker("a").counting(new Counts(2, 0, 2, 3)));

        assertThat(counts()).isEqualTo(new Counts(12, 0, 22, 33));
    }

    @Test
    void what_a_worker_counted_stays_when_it_is_gone() {
        work.presence().beat(worker("a").counting(new Counts(1, 0, 2, 3)));
        work.presence().leave(new WorkerId("a"));
        work.presence().beat(worker("b").counting(new Counts(1, 0, 1, 1)));
        work.retention().sweep(Duration.ofDays(30));
        work.retention().sweep(Duration.ofDays(30));

        assertThat(counts()).isEqualTo(new Counts(2, 0, 3, 4));
        work.presence().beat(worker("b").counting(new Counts(2, 0, 1, 1)));
        assertThat(counts()).isEqualTo(new Counts(3, 0, 3, 4));
    }

    private Counts counts() {
        return store.stats().stats().counts();
    }

    private static Presence.Worker worker(String id) {
        return new Presence.Worker(new WorkerId(id), Set.of(QueueName.DEFAULT), Set.of(TYPE), 4);
    }
}
