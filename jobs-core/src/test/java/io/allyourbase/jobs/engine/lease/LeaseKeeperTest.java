package io.allyourbase.jobs.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.run.RunningJobs;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.InMemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    @Test
    void a_short_lease_is_tried_for_again_well_before_it_ends() {
        assertThat(keeper(Duration.ofSeconds(3)).longestBackoff()).isEqualTo(Duration.ofMillis(500));
        assertThat(keeper(Duration.ofMinutes(5)).longestBackoff()).isEqualTo(Duration.ofSeconds(5));
    }

    private static LeaseKeeper keeper(Duration lease) {
        Store.Work work = new InMemoryStore(InstantSource.system()).work();
        return new LeaseKeeper(
                work.leases(), work.runs(), new RunningJobs(), new Events(List.of()), System::nanoTime, lease);
    }
}
