package io.allyourbase.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.contract.AdminContract;
import io.allyourbase.jobs.contract.BulkContract;
import io.allyourbase.jobs.contract.ClaimsContract;
import io.allyourbase.jobs.contract.CountsContract;
import io.allyourbase.jobs.contract.InsightContract;
import io.allyourbase.jobs.contract.LeasesContract;
import io.allyourbase.jobs.contract.LifecycleContract;
import io.allyourbase.jobs.contract.QueueContract;
import io.allyourbase.jobs.contract.RetentionContract;
import io.allyourbase.jobs.contract.RunNowContract;
import io.allyourbase.jobs.contract.RunsContract;
import io.allyourbase.jobs.contract.SchedulesContract;
import io.allyourbase.jobs.contract.TicksContract;
import io.allyourbase.jobs.contract.WakeupsContract;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {
    @Nested
    class Queue extends QueueContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Claims extends ClaimsContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Leases extends LeasesContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Runs extends RunsContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Counts extends CountsContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Admin extends AdminContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Bulk extends BulkContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class RunNow extends RunNowContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Insight extends InsightContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Schedules extends SchedulesContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Ticks extends TicksContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Retention extends RetentionContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Nested
    class Wakeups extends WakeupsContract {
        @Override
        protected Store newStore() {
            return new InMemoryStore(InstantSource.system());
        }
    }

    @Test
    void finished_jobs_and_their_keys_are_dropped_when_their_day_is_over() {
        ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
        InMemoryStore store = new InMemoryStore(clock);
        NewJob job = NewJob.builder(new JobType("mail")).idempotencyKey("k").build();
        Enqueued first = store.queue().enqueue(job);
        store.admin().cancel(first.id());

        clock.advance(Duration.ofHours(35));
        store.work().retention().sweep(Duration.ofDays(1));
        assertThat(store.admin().find(first.id())).isPresent();

        clock.advance(Duration.ofHours(1));
        store.work().retention().sweep(Duration.ofDays(1));
        assertThat(store.admin().find(first.id())).isEmpty();
        assertThat(store.queue().enqueue(job)).isInstanceOf(Enqueued.Created.class);
    }
}
