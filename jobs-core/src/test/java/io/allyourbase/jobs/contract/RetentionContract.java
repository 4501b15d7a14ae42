package io.allyourbase.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every store does to keep finished jobs for a while, and no longer. */
public abstract class RetentionContract extends StoreContract {
    @Test
    void what_is_young_enough_and_what_has_not_ended_stays() {
        Job completed = completed();
        Job failed = failed();
        JobId queued = enqueue();

        work.retention().sweep(Duration.ofDays(1));
        work.retention().sweep(Duration.ofDays(1));

        assertThat(find(completed.id())).isEqualTo(completed);
        assertThat(find(failed.id())).isEqualTo(failed);
        assertThat(store.admin().find(queued)).isPresent();
        assertThat(store.stats().stats().completed()).isEqualTo(1);
    }
}
